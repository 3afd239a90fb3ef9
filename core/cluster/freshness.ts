import { later, secondsBetween, type Timestamp } from '../base/time.ts';
import type { Instance } from '../observation/instance.ts';
import type { Sighting } from '../observation/observation.ts';
import type { KnownInstance } from './known-instance.ts';

/** A heartbeat further ahead of every clock at hand than this is not believed; one was seen in the year 2257. */
const believableAheadSeconds = 600;

/**
 * MongoDB deletes a record within about two minutes of its last heartbeat, so an age beyond this, measured against
 * a clock that is not MongoDB's, says that the two clocks disagree.
 */
const believableAgeSeconds = 600;

/** Heartbeats written by one clock lie within this of each other. */
const agreementSeconds = 120;

/** How old each instance's heartbeat is, and what was passed over to find out. */
export interface Freshness {
  /** By instance id, in seconds; null where it cannot be known. */
  readonly ages: ReadonlyMap<string, number | null>;
  /** One line for a person for each heartbeat that was ignored. */
  readonly remarks: readonly string[];
}

/**
 * Ages of the heartbeats of an answer.
 *
 * They are written in MongoDB's clock, so the newest believable one is the present by which the others are judged.
 * One that stands alone would be judged by itself; it is judged by the answer's `Date` instead, as far as two
 * clocks can be compared.
 *
 * @param before the instances as known before this answer, by id
 */
export function judgeFreshness(
  sighting: Sighting,
  before: ReadonlyMap<string, KnownInstance>,
  staleAfterSeconds: number,
  at: Timestamp,
): Freshness {
  const dated = sighting.instances.filter(isDated);
  const present = presentOf(dated, later(sighting.serverDate ?? at, at));
  const isBelievable = ({ heartbeatAt }: Dated): boolean => present !== null && !isAhead(heartbeatAt, present);
  const believable = dated.filter(isBelievable);

  const ages = new Map<string, number | null>(sighting.instances.map(({ id }) => [id, null]));
  for (const instance of believable) {
    const age =
      believable.length === 1
        ? loneAge(instance, before.get(instance.id), staleAfterSeconds, sighting.serverDate ?? at)
        : secondsBetween(instance.heartbeatAt, present ?? at);
    ages.set(instance.id, age === null ? null : Math.max(0, age));
  }
  const remarks = dated
    .filter((instance) => !isBelievable(instance))
    .map(({ id, heartbeatAt }) => `the heartbeat of ${id} is dated ${heartbeatAt}, which cannot be: it was ignored`);
  return { ages, remarks };
}

type Dated = Instance & { readonly heartbeatAt: Timestamp };

const isDated = (instance: Instance): instance is Dated => instance.heartbeatAt !== null;

const isAhead = (heartbeatAt: Timestamp, clock: Timestamp): boolean =>
  secondsBetween(clock, heartbeatAt) > believableAheadSeconds;

/** The newest believable heartbeat; null where none is. */
function presentOf(dated: readonly Dated[], clock: Timestamp): Timestamp | null {
  const newestFirst = dated
    .map(({ heartbeatAt }) => heartbeatAt)
    .sort()
    .reverse();
  const notAhead = newestFirst.find((heartbeatAt) => !isAhead(heartbeatAt, clock));
  if (notAhead !== undefined) return notAhead;
  // Every heartbeat lies in the future: then it is our clock that is off, if two of them agree on the time.
  const agreeing = newestFirst.find((heartbeatAt, index) => {
    const older = newestFirst[index + 1];
    return older !== undefined && secondsBetween(older, heartbeatAt) <= agreementSeconds;
  });
  return agreeing ?? null;
}

/** The age by another clock than the one that wrote it; null where that clock must be wrong. */
function loneAge(
  instance: Dated,
  known: KnownInstance | undefined,
  staleAfterSeconds: number,
  clock: Timestamp,
): number | null {
  const age = secondsBetween(instance.heartbeatAt, clock);
  if (age < staleAfterSeconds) return age;
  const lastHeartbeatAt = known?.heartbeatAt ?? null;
  const hasMoved = lastHeartbeatAt !== null && secondsBetween(lastHeartbeatAt, instance.heartbeatAt) > 0;
  return hasMoved || age > believableAgeSeconds ? null : age;
}
