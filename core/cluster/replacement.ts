import { secondsBetween, type Timestamp } from '../base/time.ts';
import { isUniqueHost } from './place.ts';
import { isAccepted, type KnownInstance } from './known-instance.ts';

/** A lost instance and the newcomer that took its place. */
interface Pair {
  readonly lost: Candidate;
  readonly newcomer: Candidate;
}

/** What instances are paired by. */
export interface ReplacementInput {
  readonly at: Timestamp;
  /** Ids of the instances whose loss is open. */
  readonly openLosses: ReadonlySet<string>;
  /** The check before this one that saw the workspace; null when this is the first. */
  readonly lastSeenAt: Timestamp | null;
  readonly replacementWindowSeconds: number;
  readonly forgetAfterSeconds: number;
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
 * By count, losses that are not told yet come first: where one hangs while another restarts, the newcomer is that
 * one's; and where a deploy takes each process down for long, one message tells of it, not one after the other.
 */
export function pairReplacements(
  instances: readonly KnownInstance[],
  { at, openLosses, lastSeenAt, replacementWindowSeconds, forgetAfterSeconds }: ReplacementInput,
): KnownInstance[] {
  const current = undoReplacementsOfReturned(instances);
  // Nothing can be closer in time than the checks that saw it.
  const blindSeconds = lastSeenAt === null ? 0 : secondsBetween(lastSeenAt, at);
  const windowSeconds = Math.max(replacementWindowSeconds, blindSeconds);
  const losses = current.flatMap(asLoss).sort(byTime);
  const newcomers = current
    .filter((instance) => !isAccepted(instance, forgetAfterSeconds, at))
    .flatMap(asNewcomer)
    .sort(byTime);
  const pairs = [...new Set(current.map(({ name }) => name))].flatMap((name) => {
    const isOfService = ({ instance }: Candidate): boolean => instance.name === name;
    return pairOneService(losses.filter(isOfService), newcomers.filter(isOfService), openLosses, windowSeconds);
  });
  return applyPairs(current, pairs, at);
}

function pairOneService(
  losses: readonly Candidate[],
  newcomers: readonly Candidate[],
  openLosses: ReadonlySet<string>,
  windowSeconds: number,
): Pair[] {
  if (losses.length === 0 || newcomers.length === 0) return [];

  const byPlace = pairByPlace(losses, newcomers, windowSeconds);
  const afterPlace = without(losses, newcomers, byPlace);
  const isOpen = ({ instance }: Candidate): boolean => openLosses.has(instance.id);
  const pending = afterPlace.losses.filter((lost) => !isOpen(lost));
  const ofPending = pairByCount(pending, afterPlace.newcomers, windowSeconds);
  const afterPending = without(afterPlace.losses, afterPlace.newcomers, ofPending);
  const byCount = pairByCount(afterPending.losses, afterPending.newcomers, windowSeconds);
  const afterCount = without(afterPending.losses, afterPending.newcomers, byCount);
  return [...byPlace, ...ofPending, ...byCount, ...pairLate(afterCount.losses, afterCount.newcomers)];
}

const asLoss = (instance: KnownInstance): Candidate[] =>
  instance.lostSince !== null && instance.replacedBy === null ? [{ instance, at: instance.lostSince }] : [];

/**
 * One that has not been seen alive has not taken anyone's place. One that was, and is lost by now, may have: of
 * processes that follow each other quickly, a check sees some only when they are over.
 */
const asNewcomer = (instance: KnownInstance): Candidate[] =>
  instance.arrivedAt !== null && instance.onceHealthy && instance.replaces === null
    ? [{ instance, at: instance.arrivedAt }]
    : [];

/** The oldest first; those that one check found, in the order in which they were started. */
const byTime = (a: Candidate, b: Candidate): number =>
  secondsBetween(b.at, a.at) ||
  compareText(a.instance.startedAt ?? '', b.instance.startedAt ?? '') ||
  compareText(a.instance.id, b.instance.id);

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Processes started within this of each other were started together, not one in place of the other. */
const togetherSeconds = 15;

/** Whether a newcomer was there after the one whose place it may have taken; of two that went unseen, the later started. */
function outlives({ instance: newcomer }: Candidate, { instance: lost, at }: Candidate): boolean {
  if (newcomer.lostSince === null) return true;
  const longerSeconds = secondsBetween(at, newcomer.lostSince);
  if (longerSeconds !== 0) return longerSeconds > 0;
  if (newcomer.startedAt === null) return false;
  return lost.startedAt === null || secondsBetween(lost.startedAt, newcomer.startedAt) > togetherSeconds;
}

const areClose = (a: Candidate, b: Candidate, windowSeconds: number): boolean =>
  Math.abs(secondsBetween(a.at, b.at)) <= windowSeconds;

/** Where a process runs, as far as that tells one from another. */
function placeOf({ host, port }: KnownInstance): string | null {
  if (host === null || port === null) return null;
  return isUniqueHost(host) ? `${host}:${port}` : null;
}

function pairByPlace(losses: readonly Candidate[], newcomers: readonly Candidate[], windowSeconds: number): Pair[] {
  const lossAt = uniqueByPlace(losses);
  const newcomerAt = uniqueByPlace(newcomers);
  return [...lossAt].flatMap(([place, lost]) => {
    const newcomer = newcomerAt.get(place);
    if (newcomer === undefined || !outlives(newcomer, lost)) return [];
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
  const free = new Set(newcomers);
  return losses.flatMap((lost) => {
    for (const newcomer of free) {
      // Too old for this loss is too old for all that are to come.
      if (secondsBetween(newcomer.at, lost.at) > windowSeconds) free.delete(newcomer);
      else if (!areClose(lost, newcomer, windowSeconds)) break;
      else if (outlives(newcomer, lost)) {
        free.delete(newcomer);
        return [{ lost, newcomer }];
      }
    }
    return [];
  });
}

/** A newcomer after the window still closes the oldest loss. */
function pairLate(losses: readonly Candidate[], newcomers: readonly Candidate[]): Pair[] {
  const open = [...losses];
  return newcomers.flatMap((newcomer) => {
    const [lost] = open;
    if (lost === undefined || secondsBetween(lost.at, newcomer.at) < 0 || !outlives(newcomer, lost)) return [];
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
  const byId = new Map(instances.map((instance) => [instance.id, instance]));
  // One that took a place and lost it by now is the newcomer of one pair before it is the lost of another.
  for (const { lost, newcomer } of pairs.toSorted((a, b) => byTime(a.lost, b.lost))) {
    const before = byId.get(lost.instance.id) ?? lost.instance;
    const after = byId.get(newcomer.instance.id) ?? newcomer.instance;
    byId.set(before.id, { ...before, status: 'replaced', replacedBy: after.id });
    byId.set(after.id, { ...after, replaces: before.id, replacedAt: [...before.replacedAt, at] });
  }
  return [...byId.values()];
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
