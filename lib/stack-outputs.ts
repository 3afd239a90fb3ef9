/** Outputs of the stack that the command line reads: their names are defined once, for both. */
export const stackOutputs = {
  historyTable: 'HistoryTable',
  alertTopic: 'AlertTopic',
  failedChecks: 'FailedChecks',
  undeliveredAlerts: 'UndeliveredAlerts',
  scheduleGroup: 'ScheduleGroup',
} as const;
