import { millisecondsOf, plusSeconds, secondsBetween, type Timestamp, toTimestamp } from '../../core/base/time.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { Fold } from '../../core/timeline/fold.ts';
import { makeTimeline, uptimeBegin } from '../../core/timeline/make-timeline.ts';
import type { Timeline } from '../../core/timeline/model.ts';
import { maxReadSeconds, resolutionOf } from '../../core/timeline/resolution.ts';
import { dayMilliseconds, dayOf, emptyRollup, hourMilliseconds, hourOf, piecesOf } from '../../core/timeline/rollup.ts';
import { HistoryError } from './history-error.ts';
import type { StoredRollup } from './rollups.ts';
import { extendRollup, readChecks, ReadingBudget, type TimelineSource } from './rollups-make.ts';

export interface TimelineRequest {
  readonly workspace: string;
  readonly from: Timestamp;
  readonly to: Timestamp;
  readonly now: Timestamp;
  /** Whether what is rolled up may be kept; where the caller is not allowed to after all, it is not. @default false */
  readonly mayWrite?: boolean;
  /** How many instances of checks may be read to roll up what is not yet, all together. @default all */
  readonly maxRolledUp?: number;
  /** How many may be read to draw a short time check by check. @default all */
  readonly maxRead?: number;
  /** Whether the uptime of the last 90 days is known, too, for which as many rollups are read. @default true */
  readonly hasUptime?: boolean;
  /** Gets each check that is read. @default nothing does */
  readonly onCheck?: (snapshot: Snapshot) => void;
}

export interface LoadedTimeline {
  /** From the first check on, where that is later than what was asked for. */
  readonly timeline: Timeline;
  /** Whether there are earlier checks in what was asked for, too many to be read now. */
  readonly isCut: boolean;
}

type Days = Map<number, StoredRollup>;

/**
 * The timeline of a workspace: of a day or less from every check, of more from what was kept of each day. What was not
 * kept yet is read check by check, the latest day first, and kept where it may be.
 *
 * @returns null where there is no check in that time
 */
export async function loadTimeline(source: TimelineSource, request: TimelineRequest): Promise<LoadedTimeline | null> {
  const { workspace, now } = request;
  const until = earlierOf(request.to, now);
  const asked = millisecondsOf(request.from);
  const end = millisecondsOf(until);
  if (asked >= end) return null;
  const begin = request.hasUptime === false ? asked : Math.min(asked, uptimeBegin(until));
  const [latest, kept, recorded] = await Promise.all([
    source.history.latestUntil(workspace, { until: plusSeconds(until, -0.001), now }),
    source.rollups.between(workspace, { from: dayOf(begin), to: dayOf(end), now }),
    firstRecorded(source, request, begin, end),
  ]);
  const days: Days = new Map(kept);
  const first = firstMoment(recorded, begin, days);
  if (first === null) return null;
  const from = Math.max(asked, first);
  const open = openHour(latest, end);
  const isRead = (end - from) / 1000 <= maxReadSeconds && mayRead(latest, from, end, request);
  const readFrom = isRead ? Math.min(from, open) : open;
  const rolled = await rollUp(source, request, { begin: first, from, until: readFrom, days });
  const drawnFrom = isRead ? from : rolled.drawnFrom;
  const fold = new Fold(end - drawnFrom);
  foldDays(fold, days, { begin, drawnFrom, until: readFrom });
  const resolutionSeconds = resolutionOf((end - drawnFrom) / 1000, isRead);
  const cell = isRead ? 1000 * resolutionSeconds : hourMilliseconds;
  const budget = new ReadingBudget(Infinity);
  if (end > readFrom) await readChecks(source, fold, { from: readFrom, to: end, cell }, { ...request, budget });
  const timeline = makeTimeline(fold, {
    workspace,
    from: momentOf(drawnFrom),
    to: until,
    latest,
    resolutionSeconds,
  });
  const isEmpty = timeline.checks === 0 && timeline.judged.seenSeconds + timeline.judged.unseenSeconds === 0;
  return isEmpty ? null : { timeline, isCut: drawnFrom > from };
}

const momentOf = (milliseconds: number): Timestamp => toTimestamp(new Date(milliseconds));
const earlierOf = (a: Timestamp, b: Timestamp): Timestamp => (secondsBetween(a, b) > 0 ? a : b);

/** When the checks that are still there begin, within a part of the time; null where there are none. */
async function firstRecorded(
  { history }: TimelineSource,
  { workspace, now }: TimelineRequest,
  begin: number,
  end: number,
): Promise<number | null> {
  const [before, first] = await Promise.all([
    history.before(workspace, momentOf(begin), 1, now),
    history.earliest(workspace, { since: momentOf(begin), until: momentOf(end - 1), now }),
  ]);
  if (before.length > 0) return begin;
  return first === null ? null : millisecondsOf(first.takenAt);
}

/** When what is known begins. */
function firstMoment(recorded: number | null, begin: number, days: Days): number | null {
  const kept = [...days.values()].flatMap(({ rollup }) => rollup.checks[0] ?? []);
  const moments = recorded === null ? kept : [recorded, ...kept];
  return moments.length === 0 ? null : Math.max(begin, Math.min(...moments));
}

/** The beginning of the hour after which not every check is known yet. */
const openHour = (latest: Snapshot | null, end: number): number =>
  latest === null ? hourOf(end) : Math.min(hourOf(end), hourOf(millisecondsOf(latest.takenAt)));

/** Whether the checks of a time are few enough, as far as the last ones show. */
function mayRead(latest: Snapshot | null, from: number, end: number, { maxRead = Infinity }: TimelineRequest): boolean {
  const instances = Math.max(1, latest?.health.instances.length ?? 1);
  return (instances * (end - from)) / 60_000 <= maxRead;
}

interface RollingUp {
  readonly begin: number;
  readonly from: number;
  readonly until: number;
  readonly days: Days;
}

/**
 * Makes the rollups that are missing, the latest first, so that what there is no time for is at the beginning.
 *
 * @returns from when on all are there
 */
async function rollUp(
  source: TimelineSource,
  request: TimelineRequest,
  { begin, from, until, days }: RollingUp,
): Promise<{ readonly drawnFrom: number }> {
  const { workspace, maxRolledUp = Infinity } = request;
  let mayWrite = request.mayWrite ?? false;
  const reading = { ...request, budget: new ReadingBudget(maxRolledUp) };
  for (let day = dayOf(until - 1); day >= dayOf(begin); day -= dayMilliseconds) {
    const stored = days.get(day) ?? { rollup: emptyRollup(day), revision: null };
    const wanted = {
      from: Math.max(hourOf(begin), day),
      until: Math.min(hourOf(until + hourMilliseconds - 1), day + dayMilliseconds),
    };
    const isComplete = piecesOf(stored.rollup, wanted.from, wanted.until).every(({ isCovered }) => isCovered);
    if (isComplete) continue;
    const rollup = await extendRollup(source, stored.rollup, wanted, reading);
    if (rollup === null) return { drawnFrom: Math.max(from, day + dayMilliseconds) };
    days.set(day, { ...stored, rollup });
    mayWrite &&= await keep(source, workspace, { ...stored, rollup });
  }
  return { drawnFrom: from };
}

/** Whether another one may be kept: a reader who may not write reads all the same. */
async function keep({ rollups }: TimelineSource, workspace: string, stored: StoredRollup): Promise<boolean> {
  try {
    await rollups.put(workspace, stored, 0);
    return true;
  } catch (error) {
    if (error instanceof HistoryError) return false;
    throw error;
  }
}

function foldDays(
  fold: Fold,
  days: Days,
  { begin, drawnFrom, until }: { readonly begin: number; readonly drawnFrom: number; readonly until: number },
): void {
  for (const [day, { rollup }] of [...days].sort(([a], [b]) => a - b)) {
    const end = Math.min(until, day + dayMilliseconds);
    const split = Math.min(Math.max(day, drawnFrom), end);
    if (split > day) fold.addRollup(rollup, Math.max(begin, day), split, false);
    if (end > split) fold.addRollup(rollup, split, end);
    if (end > split) fold.addOmissions(rollup);
  }
}
