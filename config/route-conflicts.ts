import { type Conflict, repeated } from './conflict.ts';
import { isMapping, type Mapping } from './mapping.ts';
import type { Path } from './mistakes.ts';
import { nearest } from './nearest.ts';

/** One place that alerts go to, as it stands in the file. */
interface Place {
  readonly path: Path;
  readonly value: unknown;
}

/** A list, or the one thing that stands where a list may. */
const placesAt = (part: string, content: Mapping, key: string): readonly Place[] => {
  const value = content[key];
  if (!Array.isArray(value)) return value === undefined ? [] : [{ path: [part, key], value }];
  return value.map((item: unknown, index) => ({ path: [part, key, index], value: item }));
};

/** SNS would take the second subscription for the first, and one filter policy would be lost. */
const repeatedPlaces = (places: readonly Place[], key: string, what: string): readonly Conflict[] =>
  repeated(places.map(({ value }) => (isMapping(value) ? value[key] : value))).flatMap((index) => {
    const { path, value } = places[index] ?? { path: [], value: null };
    return [{ path: isMapping(value) ? [...path, key] : path, allowed: `each ${what} once` }];
  });

const unknownWorkspaces = (places: readonly Place[], names: readonly string[]): readonly Conflict[] =>
  places.flatMap(({ path, value }) => {
    const listed: unknown = isMapping(value) ? value['workspaces'] : undefined;
    if (!Array.isArray(listed)) return [];
    return listed.flatMap((name: unknown, index): readonly Conflict[] => {
      if (typeof name !== 'string' || names.includes(name)) return [];
      const meant = nearest(name, names);
      const hint = meant === null ? `there are ${names.join(', ')}` : `did you mean ${meant}?`;
      return [{ path: [...path, 'workspaces', index], problem: `no workspace has this name; ${hint}` }];
    });
  });

/** @param operations that part of the file, whatever it holds */
export const operationsConflicts = (operations: unknown): readonly Conflict[] =>
  isMapping(operations) ? repeatedPlaces(placesAt('operations', operations, 'email'), 'address', 'address') : [];

/**
 * Places that are named twice, and workspaces that there are not.
 *
 * @param alerts that part of the file, whatever it holds
 * @param workspaces the names of all workspaces, as far as they are there
 */
export const routeConflicts = (alerts: unknown, workspaces: readonly unknown[]): readonly Conflict[] => {
  if (!isMapping(alerts)) return [];
  const at = (key: string) => placesAt('alerts', alerts, key);
  const [email, slack, queues] = [at('email'), at('slack'), at('queues')];
  const places = [...email, ...slack, ...queues, ...at('chat'), ...at('teams')];
  const names = workspaces.filter((name) => typeof name === 'string');
  return [
    ...repeatedPlaces(email, 'address', 'address'),
    ...repeatedPlaces(slack, 'webhook', 'webhook'),
    ...repeatedPlaces(queues, 'arn', 'queue'),
    // Without workspaces, rules are all that a file for a watch on this machine is about.
    ...(names.length === 0 ? [] : unknownWorkspaces(places, names)),
  ];
};
