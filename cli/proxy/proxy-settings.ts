import { isLoopbackHost } from '../../core/cluster/place.ts';
import { Problem } from '../base/problem.ts';

/** The proxy that the environment names for https. */
export interface ProxySettings {
  readonly proxy: URL;
  /** Whether a host is reached without it. */
  readonly isExempt: (host: string, port: number) => boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** As curl and others do, the name in lower case first. */
const variable = (environment: Environment, name: string): string =>
  (environment[name.toLowerCase()] ?? environment[name] ?? '').trim();

/**
 * What HTTPS_PROXY and NO_PROXY say; null where there is no proxy.
 *
 * @throws Problem where HTTPS_PROXY is no address. It may hold a password, and is never repeated.
 */
export const readProxySettings = (environment: Environment): ProxySettings | null => {
  const text = variable(environment, 'HTTPS_PROXY');
  if (text === '') return null;
  const address = text.includes('://') ? text : `http://${text}`;
  const proxy = URL.canParse(address) ? new URL(address) : null;
  if (proxy === null || !['http:', 'https:'].includes(proxy.protocol) || proxy.hostname === '') {
    throw new Problem('HTTPS_PROXY is not the address of a proxy, such as http://proxy.example.com:3128');
  }
  const exemptions = variable(environment, 'NO_PROXY')
    .split(/[\s,]+/)
    .filter((entry) => entry !== '');
  return {
    proxy,
    isExempt: (host, port) =>
      isLoopbackHost(host) || exemptions.some((entry) => isMatch(entry.toLowerCase(), host, port)),
  };
};

/** `*`, a host with all below it (a leading dot or `*.` means the same), an address; each with a port, or for any. */
const isMatch = (entry: string, host: string, port: number): boolean => {
  if (entry === '*') return true;
  const [, name = entry, ownPort] = /^(.*[^:]):(\d+)$/.exec(entry) ?? [];
  const isIpv6 = entry.includes('::') && !entry.startsWith('[');
  const bare = (isIpv6 ? entry : name).replace(/^\*?\./, '').replace(/^\[|\]$/g, '');
  const asked = host.toLowerCase().replace(/^\[|\]$/g, '');
  if (!isIpv6 && ownPort !== undefined && Number(ownPort) !== port) return false;
  return bare !== '' && (asked === bare || asked.endsWith(`.${bare}`));
};
