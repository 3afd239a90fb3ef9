import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { environment } from '../../lambda/status-page/environment.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { type BucketServer, serveBucket } from '../adapters/s3/bucket-server.ts';
import { checkAt, givenInstance } from '../core/timeline/given.ts';
import { answerDynamo } from '../answer-dynamo.ts';
import { divertLog, type Logged } from '../logged.ts';
import { serveHttp } from '../servers.ts';
import { type LocalStore, openLocalStore } from '../../cli/store/local-store.ts';
import { History } from '../../adapters/dynamodb/history.ts';

const before = { ...process.env };
let store: LocalStore;
let bucket: BucketServer;
let logged: Logged;
let handler: (event: unknown) => Promise<void>;
let close: () => Promise<void>;

beforeAll(async () => {
  [store, bucket] = await Promise.all([openLocalStore(null), serveBucket()]);
  const dynamo = await serveHttp((request, response) => {
    void answerDynamo(store, request, response).catch(() => response.destroy());
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.url,
    AWS_ENDPOINT_URL_S3: bucket.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'a-secret',
    [environment.historyTable]: store.table,
    [environment.bucket]: bucket.name,
  });
  ({ handler } = await import('../../lambda/status-page/handler.ts'));
  logged = divertLog();
  close = async () => {
    logged.giveBack();
    process.env = before;
    await Promise.all([dynamo.close(), bucket.close(), store.close()]);
  };
});
afterAll(() => close());
beforeEach(() => {
  logged.lines.length = 0;
});

const event = {
  title: 'Status',
  pages: [{ workspace: 'production', title: 'Chat', everySeconds: 60 }],
  sinceSeconds: 172_800,
};

test('the function writes the page, then leaves it while nothing changes, and logs only what it did', async () => {
  const takenAt = systemClock.now();
  const check = { ...checkAt(0, [givenInstance('10.0.0.4')]), takenAt, observedAt: takenAt };
  await new History(store.client, store.table).record(check, { keepSeconds: 1e9, writer: 'test' });
  await handler(event);
  expect([...bucket.files.keys()].sort()).toEqual(['badge.json', 'badge.svg', 'index.html']);
  expect(logged.entries()).toEqual([expect.objectContaining({ message: 'status page', written: ['production'] })]);
  await handler(event);
  expect(logged.entries()).toHaveLength(1);
});

test('the function fails where a page could not be written, and says why in its log', async () => {
  bucket.failures.push({ status: 403, code: 'AccessDenied' });
  await expect(handler(event)).rejects.toThrow('not written: production');
  expect(logged.lines.join('\n')).toMatch(/"level":"ERROR".*HEAD of index\.html in the bucket pages failed: HTTP 403/);
  expect(logged.lines.join('\n')).not.toContain('a-secret');
});

test('the function refuses another event', async () => {
  await expect(handler({})).rejects.toThrow(/not one that the schedule of the status page sends/);
});
