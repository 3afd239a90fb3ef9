/** The environment variables of the self-check's function, named once for the construct that sets them and the handler. */
export const environment = {
  historyTable: 'HISTORY_TABLE_NAME',
  operationsTopic: 'OPERATIONS_TOPIC_ARN',
} as const;
