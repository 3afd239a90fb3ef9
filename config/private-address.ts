import { BlockList, isIP, isIPv6 } from 'node:net';

const privateNetworks = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['fc00::', 7],
  ['fe80::', 10],
] as const;

const loopbackNetworks = [
  ['127.0.0.0', 8],
  ['::1', 128],
  ['0.0.0.0', 8],
] as const;

const isWithin = (host: string, networks: ReadonlyArray<readonly [string, number]>): boolean => {
  const list = new BlockList();
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, isIPv6(network) ? 'ipv6' : 'ipv4');
  return list.check(host, isIPv6(host) ? 'ipv6' : 'ipv4');
};

const internalNames = /\.(localhost|local|internal|lan|home|intranet|corp|home\.arpa)$/i;

/**
 * Why the internet does not reach a URL, in a few words; null where nothing says so. What a name stands for is not
 * looked up: it may stand for something else in AWS.
 */
export function privateReason(url: string): string | null {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) {
    if (isWithin(host, loopbackNetworks)) return `${host} is this machine`;
    return isWithin(host, privateNetworks) ? `${host} is a private address` : null;
  }
  if (/^localhost$|\.localhost$/i.test(host)) return `${host} is this machine`;
  if (!host.includes('.')) return `${host} is a name without a domain`;
  return internalNames.test(host) ? `${host} is a name of a private network` : null;
}

/** The same as a warning for who deploys to AWS; null where the workspace is reached, as far as its URL says. */
export function unreachableFromAws({ name, url }: { readonly name: string; readonly url: string }): string | null {
  const reason = privateReason(url);
  return reason === null
    ? null
    : `${name}: AWS cannot reach ${url}: ${reason}. Name a \`vpc\` (docs/private-workspaces.md), or run \`watch\` on a machine that reaches it`;
}
