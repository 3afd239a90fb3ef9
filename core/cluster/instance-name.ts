import { foreignText } from '../text/foreign-text.ts';
import type { InstanceFacts } from './instance-facts.ts';
import { isUniqueHost } from './place.ts';

export const maxNameLength = 80;

/**
 * An instance as people call it: `10.0.1.3:3000`. Where host and port are the same for all (in most containers every
 * process is `localhost:3000`) it is called by its address, and where that is not known by the beginning of its id.
 */
export const nameOf = (instance: InstanceFacts): string => withProcess(instance, '');

/** @param process what distinguishes it from others in the same place */
const withProcess = ({ id, name, host, port, address }: InstanceFacts, process: string): string => {
  const place =
    uniqueHost(host) && port !== null ? `${bracketed(host)}:${port}` : (uniqueHost(host) ?? uniqueHost(address));
  const service = name === null || name === 'rocket.chat' ? '' : `${name} `;
  return `${foreignText(`${service}${place ?? shortName(id)}`, maxNameLength - process.length)}${process}`;
};

/** The names of instances by their ids: with the number of the process where another one has the same name. */
export const namesOf = (instances: readonly InstanceFacts[]): ReadonlyMap<string, string> => {
  const pids = new Map<string, Set<number | null>>();
  const named = instances.map((instance) => ({ instance, name: nameOf(instance) }));
  for (const { instance, name } of named) pids.set(name, (pids.get(name) ?? new Set()).add(instance.pid));
  return new Map(
    named.map(({ instance, name }) => {
      const isShared = (pids.get(name)?.size ?? 0) > 1 && instance.pid !== null;
      return [instance.id, isShared ? withProcess(instance, ` (pid ${instance.pid})`) : name];
    }),
  );
};

/** The name of an instance of which only the id is known. */
export const shortName = (id: string): string => `instance ${foreignText(id.slice(0, 8), 8)}`;

/** An IPv6 address in brackets, where a port follows it. */
const bracketed = (host: string | null): string =>
  host?.includes(':') && !host.startsWith('[') ? `[${host}]` : (host ?? '');

const uniqueHost = (address: string | null): string | null =>
  address !== null && isUniqueHost(address) ? address : null;
