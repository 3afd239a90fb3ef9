import { secondsBetween, type Timestamp } from '../base/time.ts';
import type { InstanceFacts } from '../cluster/instance-facts.ts';
import { matchesInstance } from '../cluster/matches-instance.ts';
import type { AcknowledgementRequest } from './acknowledgement.ts';
import type { Incident, IncidentTraits } from './incident.ts';

/** A time in which matching incidents may open, but nobody is notified. */
export interface Silence {
  /** Names it among those of its workspace. */
  readonly id: string;
  /** Null: all kinds. */
  readonly kinds: readonly string[] | null;
  /** What an instance is called, as `matchesInstance` knows it; null: all instances, and the workspace itself. */
  readonly instance: string | null;
  readonly from: Timestamp;
  readonly until: Timestamp;
  /** Why, in the words of the person who wants it. */
  readonly reason: string;
  /** There where a maintenance window makes it, not a person. */
  readonly isMaintenance?: true;
}

/** Silences that a check goes by, and what else people have asked of it. */
export interface KnownSilences {
  readonly silences: readonly Silence[];
  /** Absent where there are none. */
  readonly requests?: readonly AcknowledgementRequest[];
  /** What was odd, one line for a person each. */
  readonly remarks: readonly string[];
}

export const isInForce = ({ from, until }: Silence, at: Timestamp): boolean =>
  secondsBetween(from, at) >= 0 && secondsBetween(at, until) > 0;

/**
 * Whether silences mute an incident. A silence of a single instance does where that alone is in trouble: of broken
 * connections, each must have an end that is silenced.
 *
 * @param instances as known, by id
 */
export function isMuted(
  incident: Incident,
  { partsOf, kinds }: Pick<IncidentTraits, 'partsOf' | 'kinds'>,
  silences: readonly Silence[],
  instances: Pick<ReadonlyMap<string, InstanceFacts>, 'get'>,
  at: Timestamp,
): boolean {
  const relevant = silences.filter(
    (silence) =>
      isInForce(silence, at) && (silence.kinds === null || silence.kinds.some((kind) => kinds.includes(kind))),
  );
  if (relevant.length === 0) return false;
  const matches = (id: string, written: string): boolean => {
    const facts = instances.get(id);
    return facts === undefined ? id === written : matchesInstance(facts, written);
  };
  return partsOf(incident).every((ids) =>
    relevant.some(({ instance }) => instance === null || ids.some((id) => matches(id, instance))),
  );
}
