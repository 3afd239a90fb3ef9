/** The environment variables of the summary's function, named once for the construct that sets them and the handler. */
export const environment = {
  historyTable: 'HISTORY_TABLE_NAME',
  alertTopic: 'ALERT_TOPIC_ARN',
} as const;
