import type { Snapshot } from '../history/snapshot.ts';
import { millisecondsOf, plusSeconds, secondsBetween, type Timestamp } from '../base/time.ts';

/** A check, and until when what it saw is taken to hold. */
export interface CheckInterval {
  readonly snapshot: Snapshot;
  /** The next check, or the end of what is looked at; earlier where the next check came too late to be the next. */
  readonly holdsUntil: Timestamp;
}

/** So many intervals before a check and after it show how often checks are made around it. */
const neighbours = 3;
/** The checks before a time that must be read so that those after it are taken as they are in the whole history. */
export const checksBefore = neighbours + 1;
/** Where a single check is all there is. */
const presumedSeconds = 60;
/** A check that is left out, and a late one, are no gap yet. */
const maxIntervals = 2.5;

/**
 * Checks with how long each holds. How often a workspace is checked stands nowhere in its history, and may change: it
 * is the median of the intervals around a check. Of those after it, only the ones that begin within the same hour
 * count, so that an hour can be judged as soon as the first check after it is known, and once and for all. Holds a
 * handful of snapshots at a time.
 *
 * @param snapshots oldest first
 */
export async function* withCheckIntervals(
  snapshots: AsyncIterable<Snapshot> | Iterable<Snapshot>,
  until: Timestamp,
): AsyncGenerator<CheckInterval, void, undefined> {
  const waiting: Snapshot[] = [];
  const gaps: number[] = [];
  const take = (): CheckInterval[] => {
    const [snapshot, next] = waiting;
    if (snapshot === undefined) return [];
    const usualSeconds = median([...gaps, ...gapsAfter(snapshot, waiting)]) ?? presumedSeconds;
    const holdsUntil = untilNext(snapshot.takenAt, next?.takenAt ?? until, usualSeconds);
    if (next !== undefined) gaps.push(secondsBetween(snapshot.takenAt, next.takenAt));
    if (gaps.length > neighbours) gaps.shift();
    waiting.shift();
    return [{ snapshot, holdsUntil }];
  };
  for await (const snapshot of snapshots) {
    waiting.push(snapshot);
    if (waiting.length > neighbours) yield* take();
  }
  while (waiting.length > 0) yield* take();
}

const hourOf = (at: Timestamp): number => Math.floor(millisecondsOf(at) / 3_600_000);

const gapsAfter = ({ takenAt }: Snapshot, waiting: readonly Snapshot[]): number[] =>
  waiting.flatMap((one, index) => {
    const next = waiting[index + 1];
    return next === undefined || hourOf(one.takenAt) !== hourOf(takenAt)
      ? []
      : [secondsBetween(one.takenAt, next.takenAt)];
  });

const median = (values: readonly number[]): number | undefined =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const untilNext = (takenAt: Timestamp, next: Timestamp, usualSeconds: number): Timestamp =>
  secondsBetween(takenAt, next) <= maxIntervals * usualSeconds ? next : plusSeconds(takenAt, usualSeconds);
