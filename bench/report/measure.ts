/** Draws a report of so many days, each check written as an item and read back, and prints what that took. */
import { peakMebibytes } from '../peak-memory.ts';
import { reportPage } from '../../web/report/page.ts';
import { fromItem, toItem } from '../../adapters/dynamodb/item.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { plusSeconds } from '../../core/base/time.ts';
import { readTimeline } from '../../core/timeline/read-timeline.ts';
import { checksOf, workspace } from '../month.ts';

const [days = 1] = process.argv.slice(2).map(Number);
const since = '2026-11-01T00:00:00.000Z';
const until = plusSeconds(since, days * 86_400);

function* readBack(): Generator<Snapshot, void, undefined> {
  for (const snapshot of checksOf(days, since)) {
    const read = fromItem(toItem(snapshot, { keepSeconds: 86_400, writer: 'bench' }).item);
    const begun = performance.now();
    yield read;
    drawingMilliseconds += performance.now() - begun;
  }
}

let drawingMilliseconds = 0;
const begun = performance.now();
const timeline = await readTimeline(readBack(), { workspace, from: since, to: until });
const readAt = performance.now();
const page = await reportPage(timeline, until);
process.stdout.write(
  JSON.stringify({
    days,
    checks: timeline.checks,
    lanes: timeline.lanes.length,
    incidents: timeline.incidents.length + timeline.omittedIncidents,
    seconds: (performance.now() - begun) / 1000,
    modelSeconds: drawingMilliseconds / 1000,
    pageSeconds: (performance.now() - readAt) / 1000,
    peakMebibytes: peakMebibytes(),
    pageKilobytes: Buffer.byteLength(page) / 1000,
  }),
);
