import type { InstanceFacts } from './instance-facts.ts';
import { isUniqueHost } from './place.ts';

/** As many characters of an id as alerts show where nothing better is known, and as tell it from others. */
const minIdCharacters = 8;

/**
 * Whether a person who writes this means the instance: by its id or how that begins, by `host:port`, host or address,
 * or by its name as alerts show it. Of a place that every machine calls itself, such as localhost, nobody means one.
 * By its place, whatever process runs there is meant, also one that comes later; by its id, that process alone.
 */
export function matchesInstance({ id, name, host, port, address }: InstanceFacts, written: string): boolean {
  const called = bareName(written.toLowerCase(), name);
  const own = id.toLowerCase();
  if (own === called || (called.length >= minIdCharacters && own.startsWith(called))) return true;
  if (!isUniqueHost(called)) return false;
  return [host, address, host === null || port === null ? null : `${host}:${port}`].some(
    (place) => place?.toLowerCase() === called,
  );
}

/** `ddp-streamer 10.0.1.3:3000 (pid 1)` is `10.0.1.3:3000`, and `instance 5c0e7c3a` is `5c0e7c3a`. */
const bareName = (written: string, name: string | null): string => {
  const called = written.trim().replace(/ \(pid \d+\)$/, '');
  const service = name === null ? '' : `${name.toLowerCase()} `;
  return (called.startsWith(service) ? called.slice(service.length) : called).replace(/^instance /, '');
};
