import type { Snapshot, StoredAlert } from '../history/snapshot.ts';
import type { Timestamp } from '../base/time.ts';
import { withCheckIntervals } from './check-intervals.ts';
import { TimelineBuilder } from './timeline-builder.ts';
import type { Timeline } from './timeline.ts';

interface TimelineOptions {
  readonly workspace: string;
  readonly since: Timestamp;
  readonly until: Timestamp;
  /** Where not every check is read: the alerts of all of them. @default those of the checks that are read */
  readonly alerts?: AsyncIterable<StoredAlert>;
  /** Gets each check once it has been read. @default nothing does */
  readonly onCheck?: (snapshot: Snapshot) => void;
}

/**
 * Draws up the timeline of checks as they are read, holding only a handful of them.
 *
 * @param snapshots oldest first, none outside the time that is asked for
 */
export async function readTimeline(
  snapshots: AsyncIterable<Snapshot> | Iterable<Snapshot>,
  { workspace, since, until, alerts, onCheck }: TimelineOptions,
): Promise<Timeline> {
  const timeline = new TimelineBuilder(since, until);
  for await (const { snapshot, holdsUntil } of withCheckIntervals(snapshots, until)) {
    timeline.addCheck(snapshot, holdsUntil);
    if (alerts === undefined && snapshot.alert !== null) timeline.addAlert(snapshot.alert, snapshot.deliveredAt);
    onCheck?.(snapshot);
  }
  for await (const { alert, deliveredAt } of alerts ?? []) timeline.addAlert(alert, deliveredAt);
  return { workspace, since, until, ...timeline.finish() };
}
