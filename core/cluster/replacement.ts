import { secondsBetween, type Timestamp } from '../base/time.ts';
import { byId, isAccepted, type KnownInstance } from './known-instance.ts';
import { isUniqueHost } from './place.ts';
import { compareText } from '../text/words.ts';

/** A lost instance and the newcomer that took its place, or by the numbers may have. */
interface Pair {
  readonly lost: Candidate;
  readonly newcomer: Candidate;
  readonly by: 'place' | 'count';
}

/** What instances are paired by. */
export interface ReplacementInput {
  readonly at: Timestamp;
  /** Ids of the instances whose loss is open. */
  readonly openLosses: ReadonlySet<string>;
  /** The observation before this one that saw the workspace; null when this is the first. */
  readonly seenAt: Timestamp | null;
  readonly replacementWindowSeconds: number;
  readonly forgetAfterSeconds: number;
}

/** An instance that may be half of a pair: lost, or arrived, at a time. */
interface Candidate {
  readonly instance: KnownInstance;
  readonly at: Timestamp;
}

/** Of one service, those that are not paired yet. */
interface Unpaired {
  readonly losses: readonly Candidate[];
  readonly newcomers: readonly Candidate[];
}

/**
 * Pairs lost instances with newcomers, each at most once: first by place, then by count within the replacement
 * window, in either order; then what is left of the newcomers closes the oldest losses before them. A place that
 * was lost and comes back, however late, is the same place; two places at which processes are known to follow each
 * other are never paired by count.
 *
 * By count, losses that no alert was sent of come first: where one hangs while another restarts, the newcomer is that
 * one's; and where a deploy takes each process down for long, one alert is sent, not one after the other.
 */
export function pairReplacements(
  instances: readonly KnownInstance[],
  { at, openLosses, seenAt, replacementWindowSeconds, forgetAfterSeconds }: ReplacementInput,
): readonly KnownInstance[] {
  const current = undoReplacementsOfReturned(instances);
  const losses = current.flatMap(asLoss);
  if (losses.length === 0) return current;
  // Nothing can be closer in time than the observations that saw it.
  const windowSeconds = Math.max(replacementWindowSeconds, seenAt === null ? 0 : secondsBetween(seenAt, at));
  const newcomers = current.filter((instance) => !isAccepted(instance, forgetAfterSeconds, at)).flatMap(asNewcomer);
  const newcomersByName = groupByName(newcomers);
  const pairs = [...groupByName(losses)].flatMap(([name, ofService]) =>
    pairOneService({ losses: ofService, newcomers: newcomersByName.get(name) ?? [] }, openLosses, windowSeconds),
  );
  return pairs.length === 0 ? current : applyPairs(current, pairs, { at, replacementWindowSeconds });
}

/** The oldest first. */
function groupByName(candidates: readonly Candidate[]): ReadonlyMap<string | null, readonly Candidate[]> {
  const groups = new Map<string | null, Candidate[]>();
  for (const candidate of [...candidates].sort(byTime)) {
    const group = groups.get(candidate.instance.name) ?? [];
    group.push(candidate);
    groups.set(candidate.instance.name, group);
  }
  return groups;
}

function pairOneService(all: Unpaired, openLosses: ReadonlySet<string>, windowSeconds: number): readonly Pair[] {
  const pairs: Pair[] = [];
  const pair = (
    how: (some: Unpaired) => readonly Pair[],
    losses: (candidate: Candidate) => boolean = () => true,
    newcomers: (candidate: Candidate) => boolean = () => true,
  ): void => {
    const paired = new Set(pairs.flatMap(({ lost, newcomer }) => [lost, newcomer]));
    const free = {
      losses: all.losses.filter((candidate) => !paired.has(candidate) && losses(candidate)),
      newcomers: all.newcomers.filter((candidate) => !paired.has(candidate) && newcomers(candidate)),
    };
    if (free.losses.length > 0 && free.newcomers.length > 0) pairs.push(...how(free));
  };
  const isOpen = ({ instance }: Candidate): boolean => openLosses.has(instance.id);
  const isElsewhere = (candidate: Candidate): boolean => !isLasting(candidate);

  pair((some) => pairByPlace(some, windowSeconds));
  for (const isOf of [(lost: Candidate) => !isOpen(lost), isOpen]) {
    const byCount = (some: Unpaired): readonly Pair[] => pairByCount(some, windowSeconds);
    pair(byCount, (lost) => isOf(lost) && isElsewhere(lost), isElsewhere);
    pair(byCount, (lost) => isOf(lost) && isLasting(lost), isElsewhere);
    pair(byCount, (lost) => isOf(lost) && isElsewhere(lost), isLasting);
  }
  pair(pairLate, isElsewhere, isElsewhere);
  return pairs;
}

const isLasting = ({ instance }: Candidate): boolean => instance.isPlaceLasting === true;

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
  compareText(a.at, b.at) ||
  compareText(a.instance.startedAt ?? '', b.instance.startedAt ?? '') ||
  compareText(a.instance.id, b.instance.id);

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

/** Where a process runs, as far as that distinguishes one from another. */
export function placeOf({ host, port }: Pick<KnownInstance, 'host' | 'port'>): string | null {
  if (host === null || port === null) return null;
  return isUniqueHost(host) ? `${host}:${port}` : null;
}

/** Whether two processes are known to run, or have run, in the same place. */
export const isSamePlace = (
  a: Pick<KnownInstance, 'host' | 'port'>,
  b: Pick<KnownInstance, 'host' | 'port'>,
): boolean => {
  const place = placeOf(a);
  return place !== null && place === placeOf(b);
};

function pairByPlace({ losses, newcomers }: Unpaired, windowSeconds: number): Pair[] {
  const newcomerAt = uniqueByPlace(newcomers);
  return [...uniqueByPlace(losses)].flatMap(([place, lost]) => {
    const newcomer = newcomerAt.get(place);
    if (newcomer === undefined || !outlives(newcomer, lost)) return [];
    return secondsBetween(newcomer.at, lost.at) <= windowSeconds ? [{ lost, newcomer, by: 'place' }] : [];
  });
}

/** The candidates whose place no other candidate shares. */
function uniqueByPlace(candidates: readonly Candidate[]): ReadonlyMap<string, Candidate> {
  const shared = new Set<string>();
  const byPlace = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const place = placeOf(candidate.instance);
    if (place === null) continue;
    if (byPlace.has(place)) shared.add(place);
    byPlace.set(place, candidate);
  }
  for (const place of shared) byPlace.delete(place);
  return byPlace;
}

/**
 * The oldest loss with the oldest newcomer that is close to it: no other pairing makes more pairs. A newcomer that
 * came too early for a loss, or was gone before it, is so for all that are to come: each is looked at once.
 */
function pairByCount({ losses, newcomers }: Unpaired, windowSeconds: number): Pair[] {
  let next = 0;
  return losses.flatMap((lost) => {
    for (; next < newcomers.length; next += 1) {
      const newcomer = newcomers[next];
      if (newcomer === undefined || secondsBetween(lost.at, newcomer.at) > windowSeconds) return [];
      if (secondsBetween(newcomer.at, lost.at) > windowSeconds || !outlives(newcomer, lost)) continue;
      next += 1;
      return [{ lost, newcomer, by: 'count' }];
    }
    return [];
  });
}

/** A newcomer after the window still closes the oldest loss. */
function pairLate({ losses, newcomers }: Unpaired): Pair[] {
  let next = 0;
  return newcomers.flatMap((newcomer) => {
    const lost = losses[next];
    if (lost === undefined || secondsBetween(lost.at, newcomer.at) < 0 || !outlives(newcomer, lost)) return [];
    next += 1;
    return [{ lost, newcomer, by: 'count' }];
  });
}

function applyPairs(
  instances: readonly KnownInstance[],
  pairs: readonly Pair[],
  { at, replacementWindowSeconds }: Pick<ReplacementInput, 'at' | 'replacementWindowSeconds'>,
): KnownInstance[] {
  const current = new Map(byId(instances));
  // One that took a place and lost it by now is the newcomer of one pair before it is the lost of another.
  for (const { lost, newcomer, by } of [...pairs].sort((a, b) => byTime(a.lost, b.lost))) {
    const before = current.get(lost.instance.id) ?? lost.instance;
    const after = current.get(newcomer.instance.id) ?? newcomer.instance;
    const { course: _course, ...replaced } = before;
    current.set(before.id, {
      ...replaced,
      status: 'replaced',
      replacedBy: after.id,
      ...(by === 'count' && { isReplacedByCount: true }),
    });
    // By count alone, only processes in one place, or whose places are not known, are one line.
    const isOneLine = by === 'place' || placeOf(before) === placeOf(after);
    const isSoon = secondsBetween(lost.at, newcomer.at) <= replacementWindowSeconds;
    current.set(after.id, {
      ...after,
      replaces: before.id,
      replacedAt: isOneLine ? [...before.replacedAt, at] : after.replacedAt,
      ...(by === 'place' && (isSoon || before.isPlaceLasting) && { isPlaceLasting: true }),
    });
  }
  return [...current.values()];
}

/** A process that is back was not replaced after all; its supposed successor is a newcomer like any other. */
function undoReplacementsOfReturned(instances: readonly KnownInstance[]): readonly KnownInstance[] {
  if (instances.every(({ replaces }) => replaces === null)) return instances;
  const alive = new Set(instances.filter(({ lostSince }) => lostSince === null).map(({ id }) => id));
  return instances.map((instance) =>
    instance.replaces !== null && alive.has(instance.replaces)
      ? { ...instance, replaces: null, replacedAt: instance.replacedAt.slice(0, -1) }
      : instance,
  );
}

/** How long each place that was taken over at this check stood empty, in seconds; of processes of which no alert was sent. */
export function replacementGaps(
  instances: readonly KnownInstance[],
  before: ReadonlyMap<string, KnownInstance>,
  isNotified: (id: string) => boolean,
): readonly number[] {
  const taken = instances.filter(({ id, replaces }) => replaces !== null && before.get(id)?.replaces !== replaces);
  const known = taken.length === 0 ? new Map<string, KnownInstance>() : byId(instances);
  return taken.flatMap(({ replaces, registeredAt }) => {
    if (replaces === null || isNotified(replaces)) return [];
    const lastHeartbeatAt = known.get(replaces)?.heartbeatAt ?? null;
    if (lastHeartbeatAt === null || registeredAt === null) return [];
    return [Math.max(0, Math.round(secondsBetween(lastHeartbeatAt, registeredAt)))];
  });
}
