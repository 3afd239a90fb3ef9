/**
 * The names of the history table, said once for the stack that makes it, the code that reads and writes it, and the
 * embedded table of the command line. All key attributes are strings; `timeToLive` is a number of epoch seconds.
 */
export const historyTable = {
  partitionKey: 'workspace',
  sortKey: 'takenAt',
  timeToLive: 'expiresAt',
  /** What silences have in place of a workspace, beside the snapshots: no workspace's name holds a slash. */
  silences: '/silences',
  /** Sparse: `alertedAt` is written only on snapshots that carried an alert, so only they are in it. */
  alertsIndex: {
    name: 'alerts',
    partitionKey: 'workspace',
    sortKey: 'alertedAt',
    /** Beside the keys of table and index, which every index carries; `compressed` may hold a large alert. */
    projectedAttributes: ['outcome', 'listed', 'healthy', 'alert', 'deliveredAt', 'compressed', 'expiresAt'],
  },
} as const;
