/**
 * Draws a report of so many days of so many instances from rollups, as `report` does where each hour was rolled up when
 * it was over, writes it into a file, and prints what that took. The checks of the last hour are read one by one.
 */
import { writeFileSync } from 'node:fs';
import { History } from '../../adapters/dynamodb/history.ts';
import { Rollups } from '../../adapters/dynamodb/rollups.ts';
import { timelineOf } from '../../cli/report/write-report.ts';
import { openLocalStore } from '../../cli/store/local-store.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { reportPage } from '../../web/report/page.ts';
import { workspace } from '../month.ts';
import { recordRolledUp } from '../rolled-up.ts';

const [days = 30, instances = 30] = process.argv.slice(2, 4).map(Number);
const [, , , , file = 'report.html'] = process.argv;
const until: Timestamp = '2026-12-01T00:00:00.000Z';
const since = plusSeconds(until, -days * 86_400);

const store = await openLocalStore(null);
const { items } = await recordRolledUp(store, { days, instances, until, recordedSeconds: 4200 });

const begun = performance.now();
const source = {
  history: new History(store.client, store.table),
  rollups: new Rollups(store.client, store.table),
  workspace,
  now: until,
};
const timeline = await timelineOf(source, { since, until }, () => undefined);
const readAt = performance.now();
const page = await reportPage(timeline, until);
writeFileSync(file, page);
process.stdout.write(
  JSON.stringify({
    days,
    instances,
    checks: timeline.checks,
    items,
    lanes: timeline.lanes.length,
    incidents: timeline.incidents.length + timeline.omittedIncidents,
    seconds: (performance.now() - begun) / 1000,
    modelSeconds: (readAt - begun) / 1000,
    pageSeconds: (performance.now() - readAt) / 1000,
    pageKilobytes: Buffer.byteLength(page) / 1000,
  }),
);
await store.close();
