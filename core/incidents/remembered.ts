import type { KnownInstance } from '../cluster/known-instance.ts';
import type { HealthState } from './health-state.ts';
import type { Incident } from './incident.ts';
import { compareText } from '../text/words.ts';

/**
 * So many instances are remembered from one check to the next: far more than any cluster has, and no more than a check
 * can judge within seconds. A database that keeps the records of dead processes may list more.
 */
export const maxRemembered = 5_000;

/**
 * The state with no more than so many instances: first those that live and those that open incidents are about, the
 * longest known before others; then those that are lost, those that others have replaced, and those that never showed
 * a sign of life, the latest heartbeats before others.
 */
export function rememberMostImportant(state: HealthState, maxInstances: number): HealthState {
  const { instances, incidents } = state;
  if (instances.length <= maxInstances) return state;
  const inTrouble = new Set(incidents.filter(isOpenIncident).flatMap(({ subjects }) => subjects));
  const groups = groupsOf(instances, (instance) => (inTrouble.has(instance.id) ? 0 : rankOf(instance)));
  const [first = [], lost = [], replaced = [], lifeless = []] = groups;
  const byImportance = [first.toSorted(byArrival), lost, replaced, lifeless.toSorted(byHeartbeat)].flat();
  const kept = new Set(byImportance.slice(0, maxInstances));
  return {
    ...state,
    instances: instances.filter((instance) => kept.has(instance)),
    unremembered: (state.unremembered ?? 0) + instances.length - kept.size,
  };
}

/** The state with no more than so many incidents: open ones before those that are pending. */
export function rememberOpenIncidents(state: HealthState, maxIncidents: number): HealthState {
  const byState = groupsOf(state.incidents, (incident) => (isOpenIncident(incident) ? 0 : 1));
  return { ...state, incidents: byState.flat().slice(0, maxIncidents) };
}

const isOpenIncident = ({ state }: Incident): boolean => state === 'open';

const rankOf = ({ onceHealthy, status, lostSince }: KnownInstance): number => {
  if (!onceHealthy) return 3;
  if (status === 'replaced') return 2;
  return lostSince === null ? 0 : 1;
};

/** What was there at the first check comes first. */
const byArrival = (one: KnownInstance, other: KnownInstance): number =>
  compareText(one.arrivedAt ?? '', other.arrivedAt ?? '');

/** The latest first. */
const byHeartbeat = (one: KnownInstance, other: KnownInstance): number =>
  compareText(other.heartbeatAt ?? '', one.heartbeatAt ?? '');

/** The items by rank, from 0 on, each group in the order given. */
function groupsOf<Item>(items: readonly Item[], rank: (item: Item) => number): ReadonlyArray<readonly Item[]> {
  const groups: Item[][] = [];
  for (const item of items) (groups[rank(item)] ??= []).push(item);
  return groups;
}
