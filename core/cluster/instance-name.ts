import { foreignText } from '../text/foreign-text.ts';
import type { InstanceFacts } from './instance-facts.ts';
import { isUniqueHost } from './place.ts';

export const maxNameLength = 80;

/**
 * An instance as people call it: `10.0.1.3:3000 (pid 1)`. Where host and port are the same for all (in most
 * containers every process is `localhost:3000`) it is called by its address, and where that is not known by the
 * beginning of its id.
 */
export const nameOf = ({ id, name, host, port, address, pid }: InstanceFacts): string => {
  const place =
    uniqueHost(host) && port !== null ? `${bracketed(host)}:${port}` : (uniqueHost(host) ?? uniqueHost(address));
  const service = name === null || name === 'rocket.chat' ? '' : `${name} `;
  const process = pid === null ? '' : ` (pid ${pid})`;
  return `${foreignText(`${service}${place ?? shortName(id)}`, maxNameLength - process.length)}${process}`;
};

/** The name of an instance of which only the id is known. */
export const shortName = (id: string): string => `instance ${foreignText(id.slice(0, 8), 8)}`;

/** An IPv6 address in brackets, where a port follows it. */
const bracketed = (host: string | null): string =>
  host?.includes(':') && !host.startsWith('[') ? `[${host}]` : (host ?? '');

const uniqueHost = (address: string | null): string | null =>
  address !== null && isUniqueHost(address) ? address : null;
