/**
 * Draws a report of so many days of so many instances from rollups, as `report` does where each hour was rolled up when
 * it was over, and prints what that took. The checks of the last hour are read one by one.
 */
import { Rollups } from '../../adapters/dynamodb/rollups.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import { timelineOf } from '../../cli/report/write-report.ts';
import { openLocalStore } from '../../cli/store/local-store.ts';
import { millisecondsOf, plusSeconds, type Timestamp } from '../../core/base/time.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { withCheckIntervals } from '../../core/timeline/check-intervals.ts';
import { Fold } from '../../core/timeline/fold.ts';
import { makeRollup } from '../../core/timeline/make-rollup.ts';
import { dayMilliseconds, hourMilliseconds } from '../../core/timeline/rollup.ts';
import { reportPage } from '../../web/report/page.ts';
import { checksOf, workspace } from '../month.ts';

const [days = 30, instances = 30] = process.argv.slice(2).map(Number);
const since: Timestamp = '2026-11-01T00:00:00.000Z';
const until = plusSeconds(since, days * 86_400);
const openSince = plusSeconds(until, -3_600);

const store = await openLocalStore(null);
const history = new History(store.client, store.table);
const rollups = new Rollups(store.client, store.table);
let kept = 0;

/** Keeps what a day holds, but of the last one the last hour, as the check function would have. */
async function keep(fold: Fold, day: number): Promise<void> {
  const end = Math.min(day + dayMilliseconds, millisecondsOf(openSince));
  const hours = Array.from({ length: (end - day) / hourMilliseconds }, (_, hour) => day + hour * hourMilliseconds);
  await rollups.put(workspace, { rollup: makeRollup(fold, day, hours), revision: null }, 0);
  kept += 1;
}

async function* recorded(): AsyncGenerator<Snapshot, void, undefined> {
  for (const snapshot of checksOf(days, since, instances)) {
    // The first checks say when the history begins.
    const isOpen = snapshot.takenAt >= plusSeconds(openSince, -600);
    if (isOpen || snapshot.takenAt === since) await history.record(snapshot, { keepSeconds: 1e9, writer: 'bench' });
    yield snapshot;
  }
}

let day = millisecondsOf(since);
let fold = new Fold(dayMilliseconds);
for await (const interval of withCheckIntervals(recorded(), until)) {
  if (millisecondsOf(interval.snapshot.takenAt) >= day + dayMilliseconds) {
    await keep(fold, day);
    [day, fold] = [day + dayMilliseconds, new Fold(dayMilliseconds)];
  }
  fold.addCheck(interval, {
    from: day,
    to: Math.min(day + dayMilliseconds, millisecondsOf(openSince)),
    cell: hourMilliseconds,
  });
}
await keep(fold, day);

const begun = performance.now();
const source = { history, rollups, workspace, now: until };
const timeline = await timelineOf(source, { since, until }, () => undefined);
const readAt = performance.now();
const page = await reportPage(timeline, until);
process.stdout.write(
  JSON.stringify({
    days,
    instances,
    checks: timeline.checks,
    items: kept,
    lanes: timeline.lanes.length,
    incidents: timeline.incidents.length + timeline.omittedIncidents,
    seconds: (performance.now() - begun) / 1000,
    modelSeconds: (readAt - begun) / 1000,
    pageSeconds: (performance.now() - readAt) / 1000,
    pageKilobytes: Buffer.byteLength(page) / 1000,
  }),
);
await store.close();
