import { millisecondsOf, type Timestamp } from '../base/time.ts';
import type { Snapshot } from '../history/snapshot.ts';
import { withCheckIntervals } from './check-intervals.ts';
import { Fold } from './fold.ts';
import { makeTimeline } from './make-timeline.ts';
import type { Timeline } from './model.ts';
import { resolutionOf } from './resolution.ts';

interface ReadOptions {
  readonly workspace: string;
  readonly from: Timestamp;
  readonly to: Timestamp;
}

/**
 * The timeline of checks that are all read one by one, holding only a handful of them.
 *
 * @param snapshots oldest first; those before the time say how it begins
 */
export async function readTimeline(
  snapshots: AsyncIterable<Snapshot> | Iterable<Snapshot>,
  { workspace, from, to }: ReadOptions,
): Promise<Timeline> {
  const [begin, end] = [millisecondsOf(from), millisecondsOf(to)];
  const resolutionSeconds = resolutionOf((end - begin) / 1000);
  const fold = new Fold(end - begin);
  const part = { from: begin, to: end, cell: 1000 * resolutionSeconds };
  let latest: Snapshot | null = null;
  for await (const interval of withCheckIntervals(snapshots, to)) {
    fold.addCheck(interval, part);
    if (millisecondsOf(interval.snapshot.takenAt) < end) latest = interval.snapshot;
  }
  return makeTimeline(fold, { workspace, from, to, latest, resolutionSeconds });
}
