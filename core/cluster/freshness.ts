import { millisecondsOf, secondsBetween, type Timestamp } from '../base/time.ts';
import type { Sighting } from '../observation/observation.ts';
import type { KnownInstance } from './known-instance.ts';

/** A heartbeat further than this from the answer's own time is not believed where another will do. */
const believableSeconds = 86_400;

/** What an answer shows of one heartbeat. */
export interface Heartbeat {
  /** Whether it is that of a living process; null where it cannot be believed. */
  readonly isFresh: boolean | null;
  /** In seconds; null where it cannot be known. */
  readonly ageSeconds: number | null;
  /** The observation that first showed it; null where there is none. */
  readonly since: Timestamp | null;
  readonly hasMoved: boolean;
}

/** What an answer shows of the heartbeats in it. */
export interface Freshness {
  /** By instance id. */
  readonly heartbeats: ReadonlyMap<string, Heartbeat>;
  /** Whether nothing in the answer has changed for so long that the store must have stopped taking writes. */
  readonly isFrozen: boolean;
  /** One line for a person for each heartbeat that was ignored. */
  readonly remarks: readonly string[];
}

export interface FreshnessInput {
  readonly sighting: Sighting;
  /** The instances as known before this answer, by id. */
  readonly before: ReadonlyMap<string, KnownInstance>;
  readonly heartbeatEverySeconds: number;
  readonly staleAfterSeconds: number;
  readonly at: Timestamp;
}

/** A heartbeat, and how it compares with those that were seen before. */
interface Dated {
  readonly id: string;
  readonly heartbeatAt: Timestamp;
  /** The same in milliseconds since 1970: what a large workspace needs thousands of times. */
  readonly heartbeatMilliseconds: number;
  readonly since: Timestamp;
  readonly hasMoved: boolean;
  /** Whether it has changed since an observation two heartbeats ago. */
  readonly isMoving: boolean;
  /** Whether it has stood still for as long as it takes to go stale. */
  readonly isStanding: boolean;
}

/**
 * How fresh the heartbeats of an answer are. They are written in MongoDB's clock, which is not ours and may change
 * when another host takes over. So the newest that still moves is the present by which the others are judged, and
 * one that has stood still for too long is stale whatever its date.
 */
export function judgeFreshness(input: FreshnessInput): Freshness {
  const { sighting, before, staleAfterSeconds, at } = input;
  const dated: Dated[] = [];
  for (const { id, heartbeatAt } of sighting.instances)
    if (heartbeatAt !== null) dated.push(asDated(id, heartbeatAt, before.get(id), input));
  const present = presentOf(dated, sighting.serverDate ?? at, input);
  const heartbeats = new Map<string, Heartbeat>();
  const remarks: string[] = [];
  for (const one of dated) {
    const { id, heartbeatAt } = one;
    const heartbeat = judgeHeartbeat(one, present, staleAfterSeconds, at);
    heartbeats.set(id, heartbeat);
    if (heartbeat.isFresh === null)
      remarks.push(`the heartbeat of ${id} is dated ${heartbeatAt}, which cannot be: it was ignored`);
  }
  return { heartbeats, isFrozen: isFrozen(dated, input), remarks };
}

function asDated(
  id: string,
  heartbeatAt: Timestamp,
  known: KnownInstance | undefined,
  { heartbeatEverySeconds, staleAfterSeconds, at }: FreshnessInput,
): Dated {
  const isSame = known?.heartbeatAt === heartbeatAt;
  const since = isSame ? (known.heartbeatSince ?? known.lastSeenAt) : at;
  const hasChanged = !isSame && typeof known?.heartbeatAt === 'string';
  const hasMoved = hasChanged || (known?.hasMoved ?? false);
  const stoodSeconds = isSame ? secondsBetween(since, at) : 0;
  return {
    id,
    heartbeatAt,
    heartbeatMilliseconds: millisecondsOf(heartbeatAt),
    since,
    hasMoved,
    isMoving: hasMoved && stoodSeconds < 2 * heartbeatEverySeconds,
    isStanding: stoodSeconds >= staleAfterSeconds,
  };
}

/**
 * The heartbeat that counts as now, in milliseconds since 1970; null where none will do.
 *
 * @param clock of the answer
 */
function presentOf(dated: readonly Dated[], clock: Timestamp, { before }: FreshnessInput): number | null {
  const now = millisecondsOf(clock);
  const isNear = ({ heartbeatMilliseconds: its }: Dated): boolean => Math.abs(its - now) <= 1000 * believableSeconds;
  const newestOf = (isMeant: (one: Dated) => boolean): number | null => {
    let newest = -Infinity;
    for (const one of dated) if (one.heartbeatMilliseconds > newest && isMeant(one)) newest = one.heartbeatMilliseconds;
    return newest === -Infinity ? null : newest;
  };
  return (
    newestOf((one) => one.isMoving && isNear(one)) ??
    newestOf(({ isMoving }) => isMoving) ??
    newestOf((one) => !before.has(one.id) && isNear(one)) ??
    newestOf((one) => !one.isStanding && isNear(one))
  );
}

/** @param present in milliseconds since 1970; null where no heartbeat shows it */
function judgeHeartbeat(
  { heartbeatMilliseconds, since, hasMoved, isMoving, isStanding }: Dated,
  present: number | null,
  staleAfterSeconds: number,
  at: Timestamp,
): Heartbeat {
  const ageSeconds = present === null ? null : (present - heartbeatMilliseconds) / 1000;
  const known = { since, hasMoved };
  // Ahead of the present, and not known to be anybody's clock: one was dated in the year 2257.
  const isAhead = ageSeconds !== null && ageSeconds <= -staleAfterSeconds && !hasMoved;
  if (isStanding && !isAhead) {
    const stoodSeconds = secondsBetween(since, at);
    return { ...known, isFresh: false, ageSeconds: Math.max(ageSeconds ?? 0, stoodSeconds) };
  }
  const isBelievable = ageSeconds !== null && (isMoving || ageSeconds > -staleAfterSeconds);
  if (!isBelievable) return { ...known, isFresh: null, ageSeconds: null };
  return { ...known, isFresh: ageSeconds < staleAfterSeconds, ageSeconds: Math.max(0, ageSeconds) };
}

/** Whether nobody came, nobody went, and no heartbeat moves. */
const isFrozen = (dated: readonly Dated[], { before, sighting, heartbeatEverySeconds, at }: FreshnessInput): boolean =>
  dated.length > 0 &&
  dated.every(({ since }) => secondsBetween(since, at) >= 2 * heartbeatEverySeconds) &&
  sighting.instances.every(({ id }) => before.get(id)?.listed) &&
  [...before.values()].filter(({ listed }) => listed).length === sighting.instances.length;
