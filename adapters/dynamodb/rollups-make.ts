import { millisecondsOf, secondsBetween, type Timestamp, toTimestamp } from '../../core/base/time.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { checksBefore, withCheckIntervals } from '../../core/timeline/check-intervals.ts';
import { Fold, type ReadPart } from '../../core/timeline/fold.ts';
import { makeRollup } from '../../core/timeline/make-rollup.ts';
import {
  dayMilliseconds,
  dayOf,
  hourMilliseconds,
  hourOf,
  type Piece,
  piecesOf,
  type Rollup,
} from '../../core/timeline/rollup.ts';
import type { History } from './history.ts';
import type { Rollups } from './rollups.ts';

/** Where timelines come from. */
export interface TimelineSource {
  readonly history: Pick<History, 'between' | 'before' | 'earliest' | 'latest' | 'latestUntil'>;
  readonly rollups: Pick<Rollups, 'of' | 'between' | 'put'>;
}

/** How much may be read of checks: the instances in them, all together. */
export class ReadingBudget {
  #left: number;

  constructor(maxInstances: number) {
    this.#left = maxInstances;
  }

  get isSpent(): boolean {
    return this.#left <= 0;
  }

  spend({ health }: Snapshot): void {
    this.#left -= Math.max(1, health.instances.length);
  }
}

interface Reading {
  readonly workspace: string;
  readonly now: Timestamp;
  readonly budget: ReadingBudget;
  /** Gets each check once it has been read. @default nothing does */
  readonly onCheck?: ((snapshot: Snapshot) => void) | undefined;
}

const momentOf = (milliseconds: number): Timestamp => toTimestamp(new Date(milliseconds));

/**
 * Reads the checks of a part of the time into a fold, with as many around it as say how long each of them holds.
 *
 * @returns whether all were read
 */
export async function readChecks(
  { history }: Pick<TimelineSource, 'history'>,
  fold: Fold,
  part: ReadPart,
  { workspace, now, budget, onCheck }: Reading,
): Promise<boolean> {
  const [from, to] = [momentOf(part.from), momentOf(part.to)];
  async function* around(): AsyncGenerator<Snapshot, void, undefined> {
    yield* await history.before(workspace, from, checksBefore, now);
    for await (const snapshot of history.between(workspace, { since: from, until: momentOf(part.to - 1), now })) {
      budget.spend(snapshot);
      if (budget.isSpent) return;
      onCheck?.(snapshot);
      yield snapshot;
    }
    const next = await history.earliest(workspace, { since: to, until: now, now });
    if (next !== null) yield next;
  }
  for await (const interval of withCheckIntervals(around(), to)) fold.addCheck(interval, part);
  return !budget.isSpent;
}

/**
 * A rollup with more hours of its day.
 *
 * @param until the beginning of an hour that has begun: all before it are added, from `from` on
 * @returns null where there was too much to read
 */
export async function extendRollup(
  source: Pick<TimelineSource, 'history'>,
  rollup: Rollup,
  { from, until }: { readonly from: number; readonly until: number },
  reading: Reading,
): Promise<Rollup | null> {
  const { day } = rollup;
  const fold = new Fold(dayMilliseconds);
  fold.addOmissions(rollup);
  for (const piece of piecesOf(rollup, day, day + dayMilliseconds)) {
    if (piece.isCovered) fold.addRollup(rollup, piece.from, piece.to);
    const missing = { ...piece, from: Math.max(piece.from, from), to: Math.min(piece.to, until) };
    if (piece.isCovered || missing.from >= missing.to) continue;
    if (!(await readChecks(source, fold, { ...missing, cell: hourMilliseconds }, reading))) return null;
  }
  const hours = new Set([...rollup.hours, ...hoursOf(Math.max(from, day), Math.min(until, day + dayMilliseconds))]);
  return makeRollup(
    fold,
    day,
    [...hours].sort((a, b) => a - b),
  );
}

const hoursOf = (from: number, until: number): number[] => {
  const hours: number[] = [];
  for (let hour = hourOf(from); hour < until; hour += hourMilliseconds) hours.push(hour);
  return hours;
};

/** A check of a new hour looks so far back for hours that were missed. */
const maxRepairHours = 6;
/**
 * An hour of some 300 instances, checked every minute: that takes 1.5 s of a whole processor, and the check function has
 * a seventh of one.
 */
const maxInstancesRead = 20_000;

/** The first check of an hour, and the one before it. */
interface NewHour {
  readonly keepSeconds: number;
  readonly previousAt: Timestamp;
  readonly snapshot: Snapshot;
}

/**
 * Keeps what the hours before that of a check hold, with one write: those of one day.
 * What fails, or is too much to be read at once, is made up for by one of the next checks, or by the first reader.
 */
export async function rollUpNewHour(
  source: TimelineSource,
  { keepSeconds, previousAt, snapshot }: NewHour,
): Promise<void> {
  const { workspace, takenAt: now } = snapshot;
  const until = hourOf(millisecondsOf(now));
  const lastDay = dayOf(until - hourMilliseconds);
  const checksAnHour = Math.max(1, 3600 / secondsBetween(previousAt, now));
  const hours = Math.floor(maxInstancesRead / (checksAnHour * Math.max(1, snapshot.health.instances.length)));
  if (hours === 0) return;
  const from = Math.min(hourOf(millisecondsOf(previousAt)), until - Math.min(maxRepairHours, hours) * hourMilliseconds);
  for (const day of [Math.max(dayOf(from), lastDay - dayMilliseconds), lastDay]) {
    const stored = await source.rollups.of(workspace, day);
    const missing = firstMissing(stored.rollup, Math.max(from, day), Math.min(until, day + dayMilliseconds));
    if (missing === null) continue;
    const reading = { workspace, now, budget: new ReadingBudget(2 * maxInstancesRead) };
    const extended = await extendRollup(source, stored.rollup, { from: missing, until }, reading);
    if (extended !== null) await source.rollups.put(workspace, { ...stored, rollup: extended }, keepSeconds);
    return;
  }
}

const firstMissing = (rollup: Rollup, from: number, until: number): number | null =>
  piecesOf(rollup, from, until).find((piece: Piece) => !piece.isCovered)?.from ?? null;
