/** The codes of errors that are about the proxy in between, and not about the server. */
export const proxyErrors = { refused: 'EPROXYREFUSED', unreachable: 'EPROXYUNREACHABLE' } as const;
