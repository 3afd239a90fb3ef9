/** The environment variables of the function that writes the status page, named once for construct and handler. */
export const environment = {
  historyTable: 'HISTORY_TABLE_NAME',
  bucket: 'STATUS_PAGE_BUCKET',
} as const;
