/**
 * The names of the history table, for the stack that makes it, the code that reads and writes it, and the embedded table
 * of the command line. All key attributes are strings; `timeToLive` is a number of epoch seconds.
 */
export const historyTable = {
  partitionKey: 'workspace',
  sortKey: 'takenAt',
  timeToLive: 'expiresAt',
  /** The partition key of silences. It cannot be a workspace's name, which holds no slash. */
  silences: '/silences',
  /** The partition key of the turns that runs take, one for each workspace at most. */
  turns: '/turns',
  /** The partition key of rollups, one for each workspace and day. */
  rollups: '/rollups',
  /** The partition key of what was sent of summaries, one for each day on which they are due. */
  summaries: '/summaries',
  /** Sparse: only snapshots with an alert have `alertedAt`, so only they are in it. */
  alertsIndex: {
    name: 'alerts',
    partitionKey: 'workspace',
    sortKey: 'alertedAt',
    /** Beside the keys of table and index, which every index has. `compressed` may hold a large alert. */
    projectedAttributes: ['outcome', 'listed', 'healthy', 'alert', 'deliveredAt', 'compressed', 'expiresAt'],
  },
} as const;

/** Whether a partition holds the snapshots of a workspace. */
export const isOfWorkspace = (partition: string): boolean => !partition.startsWith('/');
