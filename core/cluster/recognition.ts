import { secondsBetween, type Timestamp } from '../time.ts';
import type { Instance } from '../observation/instance.ts';
import type { Sighting } from '../observation/observation.ts';
import type { Rules } from '../rules/rules.ts';
import type { HealthState, KnownInstance } from './state.ts';

/**
 * The instances as an answer leaves them known: those it lists, and those it should have listed. Statuses are
 * healthy, unresponsive, missing or replaced here; connections are judged afterwards.
 *
 * @param ages heartbeat ages of the answer, by id
 * @param unlistedSince when the instances that the answer leaves out began to be left out
 */
export function recognise(
  sighting: Sighting,
  before: HealthState,
  ages: ReadonlyMap<string, number | null>,
  rules: Rules,
  at: Timestamp,
  unlistedSince: Timestamp,
): KnownInstance[] {
  const known = new Map(before.instances.map((instance) => [instance.id, instance]));
  const listed = sighting.instances.map((instance) => {
    const age = ages.get(instance.id) ?? null;
    return recogniseListed(instance, known.get(instance.id), age, before.seenAt !== null, rules, at);
  });
  const listedIds = new Set(listed.map(({ id }) => id));
  const unlisted = before.instances
    .filter(({ id }) => !listedIds.has(id))
    .map((instance) => recogniseUnlisted(instance, unlistedSince))
    .filter((instance) => isWorthKnowing(instance, rules, at));
  return [...listed, ...unlisted]
    .map((instance) => forgetOldReplacements(instance, rules, at))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function recogniseListed(
  instance: Instance,
  known: KnownInstance | undefined,
  age: number | null,
  isNewcomer: boolean,
  rules: Rules,
  at: Timestamp,
): KnownInstance {
  const isStale = age !== null && age >= rules.unresponsive.staleAfterSeconds;
  // Without a believable heartbeat only the answer itself shows that a process lives: the one that gave it.
  const isFresh = !isStale && (age !== null || instance.local);
  const onceHealthy = isFresh || (known?.onceHealthy ?? false);
  const isStillReplaced = isStale && known?.status === 'replaced';
  return {
    status: isStillReplaced ? 'replaced' : isStale ? 'unresponsive' : 'healthy',
    listed: true,
    heartbeatAgeSeconds: age,
    startedAt: known?.startedAt ?? instance.registeredAt,
    arrivedAt: known === undefined ? (isNewcomer ? at : null) : known.arrivedAt,
    lastSeenAt: at,
    onceHealthy,
    lostSince: isStale && onceHealthy ? (known?.lostSince ?? at) : null,
    replaces: known?.replaces ?? null,
    replacedBy: isStillReplaced ? known.replacedBy : null,
    replacedAt: known?.replacedAt ?? [],
    // Late: Node 20 gives each object a shape of its own where as much is added to a copy, and each access takes long.
    ...instance,
    // One that the observer has lost is listed without: it is still called so.
    address: instance.address ?? known?.address ?? null,
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
const isWorthKnowing = (instance: KnownInstance, rules: Rules, at: Timestamp): boolean =>
  instance.onceHealthy &&
  (instance.status !== 'replaced' ||
    secondsBetween(instance.lostSince ?? at, at) <
      Math.max(rules.replacementWindowSeconds, rules.restarting.withinSeconds));

function forgetOldReplacements(instance: KnownInstance, rules: Rules, at: Timestamp): KnownInstance {
  const recent = instance.replacedAt.filter((time) => secondsBetween(time, at) < rules.restarting.withinSeconds);
  return recent.length === instance.replacedAt.length ? instance : { ...instance, replacedAt: recent };
}
