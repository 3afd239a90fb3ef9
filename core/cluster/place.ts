/** Every machine's own: its name for itself, 127.0.0.0/8, 0.0.0.0/8, ::1 and ::, and IPv6 notations of these. */
const loopback =
  /^(?:localhost\.?|(?:0|127)(?:\.\d{1,3}){3}|\[::1?\]|\[::(?:ffff:(?:7f[\da-f]{2}|[\da-f]{1,2})|7f[\da-f]{2}):[\da-f]{1,4}\])$/;

/** A name, or an IPv4 address in four decimal parts, with or without a port: most hosts, and quicker read than a URL. */
const plainHost = /^([a-z][a-z\d.-]*|\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/;

/** As a URL writes a host: in lower case, without port, any notation of an IP address as the usual one. */
const hostnameOf = (host: string): string | null => {
  const bare = host.toLowerCase().replace(/%[^\]]*/, '');
  const [, plain] = plainHost.exec(bare) ?? [];
  if (plain !== undefined) return plain;
  const isBareIpv6 = /^[^[]*:.*:/.test(bare);
  const url = `http://${isBareIpv6 ? `[${bare}]` : bare}`;
  return /[\s/?#@\\]/.test(bare) || !URL.canParse(url) ? null : new URL(url).hostname;
};

/** Whether a host, or an address with or without a port, is the machine itself: what is sent there never leaves it. */
export const isLoopbackHost = (host: string): boolean => loopback.test(hostnameOf(host) ?? '');

/**
 * Whether a host, or an address with or without a port, identifies a machine. Loopback hosts do not: in most
 * containers each process registers as `localhost:3000`.
 */
export const isUniqueHost = (host: string): boolean => !isLoopbackHost(host);
