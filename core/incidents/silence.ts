import { secondsBetween, type Timestamp } from '../time.ts';
import { matchesInstance } from '../cluster/matches-instance.ts';
import type { Incident, IncidentKind, InstanceFacts } from './incident.ts';

/** A time in which matching incidents may open but are not told. */
export interface Silence {
  /** Names it among those of its workspace. */
  readonly id: string;
  /** Null: all kinds. */
  readonly kinds: readonly IncidentKind[] | null;
  /** What an instance is called, as `isCalled` knows it; null: all instances, and the workspace itself. */
  readonly instance: string | null;
  readonly from: Timestamp;
  readonly until: Timestamp;
  /** Why, in the words of whoever wants it. */
  readonly reason: string;
}

export const isInForce = ({ from, until }: Silence, at: Timestamp): boolean =>
  secondsBetween(from, at) >= 0 && secondsBetween(at, until) > 0;

/**
 * Whether silences hold back what there is to tell of an incident. One of a single instance does where that alone is
 * in trouble: of broken connections, each must have an end that is silenced.
 *
 * @param instances as known, by id
 */
export function isHeldBack(
  incident: Incident,
  silences: readonly Silence[],
  instances: ReadonlyMap<string, InstanceFacts>,
  at: Timestamp,
): boolean {
  const relevant = silences.filter(
    (silence) => isInForce(silence, at) && (silence.kinds === null || silence.kinds.includes(incident.kind)),
  );
  if (relevant.length === 0) return false;
  const called = (id: string, instance: string): boolean => {
    const facts = instances.get(id);
    return facts === undefined ? id === instance : matchesInstance(facts, instance);
  };
  return troublesOf(incident).every((ids) =>
    relevant.some(({ instance }) => instance === null || ids.some((id) => called(id, instance))),
  );
}

/** What an incident consists of, each by the instances of which one being silenced is enough. */
const troublesOf = (incident: Incident): ReadonlyArray<readonly string[]> => {
  if (incident.kind === 'disconnected' && incident.links.length > 0) {
    return incident.links.map(({ observer, peer }) => [observer, peer]);
  }
  return [incident.kind === 'restarting' ? [...incident.subjects, incident.latest] : incident.subjects];
};
