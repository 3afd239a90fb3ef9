import { join } from 'node:path';
import { History } from '../../adapters/dynamodb/history.ts';
import type { StatusPageContent } from '../../config/status-page-event.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { environment } from '../../lambda/status-page/environment.ts';
import { statusPageMemoryMebibytes } from '../../lib/status-page.ts';
import { makeBucket } from '../../test/adapters/s3/bucket-server.ts';
import { bundleHandlers, bundleProgram } from '../bundling.ts';
import { workspace } from '../month.ts';
import type { Taken } from '../performance/child.ts';
import { type AwsCall, type Cloud, openCloud } from '../performance/cloud.ts';
import { Runner } from '../performance/runner.ts';
import { recordRolledUp } from '../rolled-up.ts';

/** One run of the function: it looked, and wrote where there are files. */
interface StatusPageRun {
  readonly taken: Taken;
  readonly calls: readonly AwsCall[];
  readonly looks: number;
  readonly files: number;
}

/** An hour of runs, one each minute, in which nothing happens. */
export interface StatusPageRuns {
  readonly instances: number;
  readonly loaded: Taken;
  readonly runs: readonly StatusPageRun[];
  /** The size of the page. */
  readonly pageBytes: number;
}

const entry = 'lambda/status-page/handler.ts';
const until: Timestamp = '2026-11-28T12:00:00.000Z';
const days = 90;
const minutesAnHour = 60;
/** The first runs compile what the others only run. */
const warmUpRuns = 12;

const content: StatusPageContent = {
  title: 'Status',
  pages: [{ workspace, title: 'Chat', everySeconds: 60 }],
  sinceSeconds: 30 * 86_400,
};

/** Runs the function as it is deployed through an hour of a workspace with 90 days of history. */
export async function measureStatusPage(instances: number): Promise<StatusPageRuns> {
  const { bucket, answer } = makeBucket();
  const cloud = await openCloud(answer);
  const bundles = bundleHandlers([entry]);
  const child = bundleProgram(
    join(import.meta.dirname, '../performance/child.ts'),
    join(bundles.directory, 'child.mjs'),
  );
  await recordRolledUp(cloud.store, { days, instances, until, recordedSeconds: 2 * 3600 });
  const runner = new Runner(
    { child },
    { file: join(bundles.handlerOf(entry).folder, 'index.mjs') },
    { ...cloud.environment, [environment.bucket]: bucket.name },
    statusPageMemoryMebibytes,
  );
  try {
    const loaded = await runner.loaded;
    const runs: StatusPageRun[] = [];
    for (let minute = -warmUpRuns; minute < minutesAnHour; minute += 1) {
      const at = plusSeconds(until, 60 * minute);
      if (minute >= 0) await repeatLatest(cloud, at);
      const [made, asked] = [cloud.calls.length, bucket.calls.length];
      const taken = await runner.run({ ...content, scheduledAt: plusSeconds(at, 20) });
      const files = bucket.calls.slice(asked).filter((call) => call.startsWith('PUT')).length;
      const looks = bucket.calls.length - asked - files;
      if (minute >= 0) runs.push({ taken, calls: cloud.calls.slice(made), looks, files });
    }
    const pageBytes = Buffer.byteLength(bucket.files.get('index.html')?.body ?? '');
    return { instances, loaded, runs, pageBytes };
  } finally {
    await runner.close();
    bundles.remove();
    await cloud.close();
  }
}

/** A check that saw what the last one saw. */
async function repeatLatest({ store: { client, table } }: Cloud, takenAt: Timestamp): Promise<void> {
  const history = new History(client, table);
  const latest = await history.latest(workspace, takenAt);
  if (latest === null) throw new Error('there is no check to repeat');
  await history.record(
    { ...latest, takenAt, observedAt: plusSeconds(takenAt, 0.4) },
    { keepSeconds: 1e9, writer: 'bench' },
  );
}
