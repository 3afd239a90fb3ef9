/** What every machine calls itself: in most containers each process registers as `localhost:3000`. */
const everywhere = /^(localhost|127(\.\d+){3}|::1|\[::1\])(:\d+)?$/i;

/** Whether a host, or an address with or without a port, tells one machine from another. */
export const tellsMachines = (host: string): boolean => !everywhere.test(host);
