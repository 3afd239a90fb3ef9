import { durationSeconds } from '../core/settings/duration.ts';
import { type Conflict, repeated } from './conflict.ts';
import { isMapping } from './mapping.ts';
import { nearest } from './nearest.ts';
import { type Place, placesAt } from './route-places.ts';
import { nameInStack } from './routes.ts';

/** SNS would take the second subscription for the first, and one filter policy would be lost. */
const repeatedPlaces = (places: readonly Place[], key: string, what: string): readonly Conflict[] =>
  repeated(places.map(({ value }) => (isMapping(value) ? value[key] : value))).flatMap((index) => {
    const { path, value } = places[index] ?? { path: [], value: null };
    return [{ path: isMapping(value) ? [...path, key] : path, allowed: `each ${what} once` }];
  });

/** Two webhooks whose parameters differ only in what the names of a stack's parts cannot hold. */
const namesakes = (places: readonly Place[]): readonly Conflict[] => {
  const webhooks = places.map(({ value }): unknown => (isMapping(value) ? value['webhook'] : undefined));
  return places.flatMap(({ path }, index): readonly Conflict[] => {
    const own = webhooks[index];
    const other = webhooks
      .slice(0, index)
      .find(
        (each) =>
          typeof each === 'string' && typeof own === 'string' && each !== own && nameInStack(each) === nameInStack(own),
      );
    if (typeof other !== 'string') return [];
    const problem = `in the stack, it would have the name of ${other}: give one of them a name that differs in more than / and -`;
    return [{ path: [...path, 'webhook'], problem }];
  });
};

/** Two functions for the same receiver would send each alert twice. */
const repeatedServices = (places: readonly Place[]): readonly Conflict[] =>
  repeated(places.map(({ value }) => receiverText(value))).flatMap((index) => {
    const { path } = places[index] ?? { path: [] };
    return [{ path, problem: 'the same service with the same secret and receiver is listed above: each once' }];
  });

const receiverText = (value: unknown): string | null => {
  if (!isMapping(value)) return null;
  const { minimumSeverity, workspaces, after, summary, ca, ...receiver } = value;
  return JSON.stringify(Object.entries(receiver).toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

/** What each of them adds to a snapshot and to a check is bounded. */
const maxSteps = 4;

const tooManySteps = (places: readonly Place[]): readonly Conflict[] => {
  const steps = new Map<number, string>();
  return places.flatMap(({ path, value }): readonly Conflict[] => {
    const after: unknown = isMapping(value) ? value['after'] : undefined;
    const seconds = typeof after === 'string' ? durationSeconds(after) : null;
    if (typeof after !== 'string' || seconds === null || steps.has(seconds)) return [];
    if (steps.size === maxSteps) {
      const known = [...steps.values()].join(', ');
      return [{ path: [...path, 'after'], problem: `at most ${maxSteps} different times; there are ${known}` }];
    }
    steps.set(seconds, after);
    return [];
  });
};

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
  const [email, slack, queues, services] = [at('email'), at('slack'), at('queues'), at('services')];
  const places = [...email, ...slack, ...queues, ...services, ...at('chat'), ...at('teams')];
  const names = workspaces.filter((name) => typeof name === 'string');
  return [
    ...repeatedPlaces(email, 'address', 'address'),
    ...repeatedPlaces(slack, 'webhook', 'webhook'),
    ...namesakes(slack),
    ...repeatedPlaces(queues, 'arn', 'queue'),
    ...repeatedServices(services),
    ...tooManySteps(places),
    // Without workspaces, rules are all that a file for a watch on this machine is about.
    ...(names.length === 0 ? [] : unknownWorkspaces(places, names)),
  ];
};
