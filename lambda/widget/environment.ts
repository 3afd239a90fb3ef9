/** The environment variables of the widget's function, named once for the construct that sets them and the handler. */
export const environment = {
  historyTable: 'HISTORY_TABLE_NAME',
  /** The workspace of a widget that names none. */
  workspace: 'WORKSPACE',
} as const;
