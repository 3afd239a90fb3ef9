import { secondsBetween, type Timestamp } from '../base/time.ts';
import type { Instance } from '../observation/instance.ts';
import type { Sighting } from '../observation/observation.ts';
import { byId, type KnownInstance } from './known-instance.ts';

/** What was known before an answer. */
interface KnownBefore {
  readonly instances: readonly KnownInstance[];
  /** The last check that saw the workspace; null before the first. */
  readonly seenAt: Timestamp | null;
}

export interface RecognitionInput {
  readonly at: Timestamp;
  /** When the instances that the answer leaves out began to be left out. */
  readonly unlistedSince: Timestamp;
  readonly staleAfterSeconds: number;
  readonly replacementWindowSeconds: number;
  readonly restartWindowSeconds: number;
}

/**
 * The instances as an answer leaves them known: those it lists, and those it should have listed. Statuses are
 * healthy, unresponsive, missing or replaced here; connections are judged afterwards.
 *
 * @param ages heartbeat ages of the answer, by id
 */
export function recognise(
  sighting: Sighting,
  before: KnownBefore,
  ages: ReadonlyMap<string, number | null>,
  input: RecognitionInput,
): KnownInstance[] {
  const { at, unlistedSince } = input;
  const known = byId(before.instances);
  // What the first answer lists may have been there for long.
  const firstSeenAt = before.seenAt === null ? null : at;
  const listed = sighting.instances.map((instance) => {
    const age = ages.get(instance.id) ?? null;
    const earlier = known.get(instance.id);
    return earlier === undefined
      ? recogniseNewcomer(instance, age, firstSeenAt, input)
      : recogniseKnown(instance, earlier, age, input);
  });
  const listedIds = new Set(listed.map(({ id }) => id));
  const unlisted = before.instances
    .filter(({ id }) => !listedIds.has(id))
    .map((instance) => recogniseUnlisted(instance, unlistedSince))
    .filter((instance) => isWorthKnowing(instance, input));
  return [...listed, ...unlisted]
    .map((instance) => forgetOldReplacements(instance, input))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const isStale = (age: number | null, { staleAfterSeconds }: RecognitionInput): boolean =>
  age !== null && age >= staleAfterSeconds;

/** Without a believable heartbeat only the answer itself shows that a process lives: the one that gave it. */
const isFresh = ({ local }: Instance, age: number | null, input: RecognitionInput): boolean =>
  !isStale(age, input) && (age !== null || local);

const recogniseNewcomer = (
  instance: Instance,
  age: number | null,
  arrivedAt: Timestamp | null,
  input: RecognitionInput,
): KnownInstance => ({
  status: isStale(age, input) ? 'unresponsive' : 'healthy',
  listed: true,
  heartbeatAgeSeconds: age,
  startedAt: instance.registeredAt,
  arrivedAt,
  lastSeenAt: input.at,
  onceHealthy: isFresh(instance, age, input),
  lostSince: null,
  replaces: null,
  replacedBy: null,
  replacedAt: [],
  // Late: Node 20 gives each object a shape of its own where as much is added to a copy, and each access takes long.
  ...instance,
});

function recogniseKnown(
  instance: Instance,
  known: KnownInstance,
  age: number | null,
  input: RecognitionInput,
): KnownInstance {
  const stale = isStale(age, input);
  const isStillReplaced = stale && known.status === 'replaced';
  const onceHealthy = known.onceHealthy || isFresh(instance, age, input);
  return {
    status: isStillReplaced ? 'replaced' : stale ? 'unresponsive' : 'healthy',
    listed: true,
    heartbeatAgeSeconds: age,
    startedAt: known.startedAt ?? instance.registeredAt,
    arrivedAt: known.arrivedAt,
    lastSeenAt: input.at,
    onceHealthy,
    lostSince: stale && onceHealthy ? (known.lostSince ?? input.at) : null,
    replaces: known.replaces,
    replacedBy: isStillReplaced ? known.replacedBy : null,
    replacedAt: known.replacedAt,
    ...instance,
    // A peer that the observer has lost is listed without its address.
    address: instance.address ?? known.address,
  };
}

const recogniseUnlisted = (known: KnownInstance, unlistedSince: Timestamp): KnownInstance => ({
  ...known,
  status: known.status === 'replaced' ? 'replaced' : 'missing',
  listed: false,
  connected: null,
  local: false,
  heartbeatAgeSeconds: null,
  lostSince: known.lostSince ?? unlistedSince,
});

/**
 * What was never seen healthy cannot be lost; what was replaced is kept for a while, since a process that only
 * stalled comes back under the same id.
 */
function isWorthKnowing({ onceHealthy, status, lostSince }: KnownInstance, input: RecognitionInput): boolean {
  const { at, replacementWindowSeconds, restartWindowSeconds } = input;
  const keepSeconds = Math.max(replacementWindowSeconds, restartWindowSeconds);
  return onceHealthy && (status !== 'replaced' || secondsBetween(lostSince ?? at, at) < keepSeconds);
}

function forgetOldReplacements(instance: KnownInstance, { at, restartWindowSeconds }: RecognitionInput): KnownInstance {
  const recent = instance.replacedAt.filter((time) => secondsBetween(time, at) < restartWindowSeconds);
  return recent.length === instance.replacedAt.length ? instance : { ...instance, replacedAt: recent };
}
