/** What every machine calls itself: in most containers each process registers as `localhost:3000`. */
const sharedHost = /^(localhost|127(\.\d+){3}|::1|\[::1\])(:\d+)?$/i;

/** Whether a host, or an address with or without a port, tells one machine from another. */
export const isUniqueHost = (host: string): boolean => !sharedHost.test(host);
