/** The environment variables of the check function, named once for the construct that sets them and the handler. */
export const environment = {
  historyTable: 'HISTORY_TABLE_NAME',
  alertTopic: 'ALERT_TOPIC_ARN',
  /** For the links and commands in alerts. */
  stack: 'STACK_NAME',
  /** Left out where there is none. */
  dashboard: 'DASHBOARD_NAME',
  /** Left out where it is not known. */
  docsUrl: 'DOCS_URL',
} as const;
