import { secondsBetween, type Timestamp } from '../time.ts';
import type { Rules } from './rules.ts';
import { isAlive, type KnownInstance } from './state.ts';

/** A lost instance and the newcomer that took its place. */
interface Pair {
  readonly lost: Candidate;
  readonly newcomer: Candidate;
}

/** An instance that may be half of a pair: lost, or arrived, at a time. */
interface Candidate {
  readonly instance: KnownInstance;
  readonly at: Timestamp;
}

/**
 * Pairs lost instances with newcomers, each at most once: first by place, then by count within the replacement
 * window, in either order; then what is left of the newcomers closes the oldest losses before them. A place that
 * was lost and comes back, however late, is the same place.
 *
 * @param lastSeenAt the check before this one that saw the workspace; null when this is the first
 */
export function pairReplacements(
  instances: readonly KnownInstance[],
  rules: Rules,
  lastSeenAt: Timestamp | null,
  at: Timestamp,
): KnownInstance[] {
  const current = undoReplacementsOfReturned(instances);
  // Nothing can be closer in time than the checks that saw it.
  const blindSeconds = lastSeenAt === null ? 0 : secondsBetween(lastSeenAt, at);
  const windowSeconds = Math.max(rules.replacementWindowSeconds, blindSeconds);
  const pairs: Pair[] = [];
  for (const name of new Set(current.map((instance) => instance.name))) {
    const sameService = current.filter((instance) => instance.name === name);
    pairs.push(...pairOneService(sameService, windowSeconds));
  }
  return applyPairs(current, pairs, at);
}

function pairOneService(instances: readonly KnownInstance[], windowSeconds: number): Pair[] {
  const losses = instances.flatMap(asLoss).sort(byTime);
  const newcomers = instances.flatMap(asNewcomer).sort(byTime);
  if (losses.length === 0 || newcomers.length === 0) return [];

  const byPlace = pairByPlace(losses, newcomers, windowSeconds);
  const afterPlace = without(losses, newcomers, byPlace);
  const byCount = pairByCount(afterPlace.losses, afterPlace.newcomers, windowSeconds);
  const afterCount = without(afterPlace.losses, afterPlace.newcomers, byCount);
  return [...byPlace, ...byCount, ...pairLate(afterCount.losses, afterCount.newcomers)];
}

const asLoss = (instance: KnownInstance): Candidate[] =>
  instance.lostSince !== null && instance.replacedBy === null ? [{ instance, at: instance.lostSince }] : [];

/** One that has not been seen alive has not taken anyone's place. */
const asNewcomer = (instance: KnownInstance): Candidate[] =>
  instance.arrivedAt !== null && isAlive(instance) && instance.replaces === null
    ? [{ instance, at: instance.arrivedAt }]
    : [];

const byTime = (a: Candidate, b: Candidate): number =>
  secondsBetween(b.at, a.at) || (a.instance.id < b.instance.id ? -1 : 1);

const areClose = (a: Candidate, b: Candidate, windowSeconds: number): boolean =>
  Math.abs(secondsBetween(a.at, b.at)) <= windowSeconds;

/** Where a process runs, as far as that tells one from another. */
function placeOf({ host, port }: KnownInstance): string | null {
  if (host === null || port === null) return null;
  return host === 'localhost' || host === '::1' || host.startsWith('127.') ? null : `${host}:${port}`;
}

function pairByPlace(losses: readonly Candidate[], newcomers: readonly Candidate[], windowSeconds: number): Pair[] {
  const lossAt = uniqueByPlace(losses);
  const newcomerAt = uniqueByPlace(newcomers);
  return [...lossAt].flatMap(([place, lost]) => {
    const newcomer = newcomerAt.get(place);
    if (newcomer === undefined) return [];
    const isLater = secondsBetween(lost.at, newcomer.at) >= 0;
    return isLater || areClose(lost, newcomer, windowSeconds) ? [{ lost, newcomer }] : [];
  });
}

/** The candidates whose place no other candidate shares. */
function uniqueByPlace(candidates: readonly Candidate[]): Map<string, Candidate> {
  const counts = new Map<string, number>();
  for (const { instance } of candidates) {
    const place = placeOf(instance);
    if (place !== null) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return new Map(
    candidates.flatMap((candidate) => {
      const place = placeOf(candidate.instance);
      return place !== null && counts.get(place) === 1 ? [[place, candidate] as const] : [];
    }),
  );
}

/** The oldest loss with the oldest newcomer that is close to it: no other pairing makes more pairs. */
function pairByCount(losses: readonly Candidate[], newcomers: readonly Candidate[], windowSeconds: number): Pair[] {
  const pairs: Pair[] = [];
  let next = 0;
  for (const lost of losses) {
    let newcomer = newcomers[next];
    while (newcomer !== undefined && secondsBetween(newcomer.at, lost.at) > windowSeconds) {
      next += 1;
      newcomer = newcomers[next];
    }
    if (newcomer === undefined) break;
    if (areClose(lost, newcomer, windowSeconds)) {
      pairs.push({ lost, newcomer });
      next += 1;
    }
  }
  return pairs;
}

/** A newcomer after the window still closes the oldest loss. */
function pairLate(losses: readonly Candidate[], newcomers: readonly Candidate[]): Pair[] {
  const open = [...losses];
  return newcomers.flatMap((newcomer) => {
    const [lost] = open;
    if (lost === undefined || secondsBetween(lost.at, newcomer.at) < 0) return [];
    open.shift();
    return [{ lost, newcomer }];
  });
}

function without(losses: readonly Candidate[], newcomers: readonly Candidate[], pairs: readonly Pair[]) {
  const paired = new Set(pairs.flatMap(({ lost, newcomer }) => [lost, newcomer]));
  return {
    losses: losses.filter((candidate) => !paired.has(candidate)),
    newcomers: newcomers.filter((candidate) => !paired.has(candidate)),
  };
}

function applyPairs(instances: readonly KnownInstance[], pairs: readonly Pair[], at: Timestamp): KnownInstance[] {
  const newcomerOf = new Map(pairs.map(({ lost, newcomer }) => [lost.instance.id, newcomer.instance]));
  const lostOf = new Map(pairs.map(({ lost, newcomer }) => [newcomer.instance.id, lost.instance]));
  return instances.map((instance): KnownInstance => {
    const newcomer = newcomerOf.get(instance.id);
    if (newcomer !== undefined) return { ...instance, status: 'replaced', replacedBy: newcomer.id };
    const lost = lostOf.get(instance.id);
    if (lost !== undefined) return { ...instance, replaces: lost.id, replacedAt: [...lost.replacedAt, at] };
    return instance;
  });
}

/** A process that is back was not replaced after all; its supposed successor is a newcomer like any other. */
function undoReplacementsOfReturned(instances: readonly KnownInstance[]): KnownInstance[] {
  const alive = new Set(instances.filter(({ lostSince }) => lostSince === null).map(({ id }) => id));
  return instances.map((instance) =>
    instance.replaces !== null && alive.has(instance.replaces)
      ? { ...instance, replaces: null, replacedAt: instance.replacedAt.slice(0, -1) }
      : instance,
  );
}
