/** Fields of the log that the stack makes metrics of, named once for the construct and the handler. */
export const logFields = {
  /** In the line of a check, only while alerts wait: for how long the oldest of them has. */
  waitingSeconds: 'alertsWaitingSeconds',
} as const;
