import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Rollups } from '../../adapters/dynamodb/rollups.ts';
import { Bucket } from '../../adapters/s3/bucket.ts';
import type { StatusPageContent } from '../../config/status-page-event.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import type { KnownInstance } from '../../core/cluster/known-instance.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { publishStatusPages } from '../../web/public/publish.ts';
import { type GivenStore, givenStore } from '../adapters/dynamodb/given-store.ts';
import { minute } from '../adapters/dynamodb/given.ts';
import { type BucketServer, serveBucket } from '../adapters/s3/bucket-server.ts';
import { checkAt, givenInstance } from '../core/timeline/given.ts';
import { checksOfBadDay } from './given.ts';

const keeping = { keepSeconds: 1e9, writer: 'test' };
const healthy = [givenInstance('10.0.0.4'), givenInstance('10.0.0.5')];

let store: GivenStore;
let server: BucketServer;

beforeEach(async () => {
  [store, server] = await Promise.all([givenStore(), serveBucket()]);
});
afterEach(async () => {
  await Promise.all([store.close(), server.close()]);
});

const page = (workspace: string, title = workspace) => ({ workspace, title, everySeconds: 60 });
const one: StatusPageContent = { title: 'Status', pages: [page('production', 'Chat')], sinceSeconds: 30 * 86_400 };
const two = { ...one, title: 'All', pages: [page('production', 'Chat'), page('staging', 'Test')] };

const record = (at: number, instances: readonly KnownInstance[], more: Partial<Snapshot> = {}) =>
  store.history().record({ ...checkAt(at, instances), ...more }, keeping);

/** A run so many seconds after the check of a minute. */
async function publish(
  at: Timestamp,
  { content = one, elapsed = () => 0 }: { readonly content?: StatusPageContent; readonly elapsed?: () => number } = {},
) {
  const environment = {
    AWS_ENDPOINT_URL: server.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const errors: unknown[] = [];
  const published = await publishStatusPages(content, {
    source: { history: store.history(), rollups: new Rollups(store.client, store.table) },
    bucket: new Bucket(server.name, { environment, clock: { now: () => at, sleep: () => Promise.resolve() } }),
    now: at,
    elapsed,
    onError: (_workspace, error) => errors.push(error),
  });
  return { ...published, errors };
}

const after = (minutes: number, seconds = 20): Timestamp => plusSeconds(minute(minutes), seconds);
const files = (): readonly string[] => [...server.files.keys()].sort();
const bodyOf = (key: string): string => server.files.get(key)?.body ?? '';
const puts = (): readonly string[] => server.calls.filter((call) => call.startsWith('PUT'));

describe('the status page of a workspace', () => {
  test('is at the root, with its badge', async () => {
    await record(0, healthy);
    expect(await publish(after(0))).toMatchObject({ written: ['production'], postponed: [], failed: [] });
    expect(files()).toEqual(['badge.json', 'badge.svg', 'index.html']);
    expect(bodyOf('index.html')).toMatch(/<h1>Chat<\/h1>[^]*All 2 instances healthy[^]*Updated 21 Nov 12:00 UTC/);
    expect(JSON.parse(bodyOf('badge.json'))).toMatchObject({
      label: 'Chat',
      message: 'all 2 instances healthy, 21 Nov 12:00 UTC',
      level: 'well',
    });
    expect(server.files.get('badge.svg')?.headers['content-type']).toBe('image/svg+xml');
    expect(puts().at(-1)).toBe('PUT index.html');
  });

  test('is left as it is while nothing changes, for one read of the history and one call to the bucket', async () => {
    await record(0, healthy);
    await publish(after(0));
    await record(1, healthy);
    store.calls();
    server.calls.length = 0;
    expect(await publish(after(1))).toMatchObject({ written: [], failed: [] });
    expect(store.calls()).toEqual(['Query']);
    expect(server.calls).toEqual(['HEAD index.html']);
  });

  test('is written again at the next look after a change, and when it is over', async () => {
    await record(0, healthy);
    await publish(after(0));
    await record(1, [givenInstance('10.0.0.4'), givenInstance('10.0.0.5', { status: 'unresponsive' })]);
    expect(await publish(after(1))).toMatchObject({ written: ['production'] });
    expect(bodyOf('index.html')).toContain('1 of 2 instances healthy');
    await record(2, healthy);
    expect(await publish(after(2))).toMatchObject({ written: ['production'] });
  });

  test('is renewed after five minutes, even where the schedule is early', async () => {
    await record(0, healthy);
    await publish(after(0, 59));
    const written = [];
    for (let at = 1; at <= 5; at += 1) {
      await record(at, healthy);
      written.push((await publish(after(at, 30))).written.length);
    }
    expect(written).toEqual([0, 0, 0, 0, 1]);
    expect(bodyOf('index.html')).toContain('Updated 21 Nov 12:05 UTC');
  });

  test('says that nobody knows once checks stop, at least as late as it would be renewed', async () => {
    await record(0, healthy);
    await publish(after(0));
    expect(await publish(after(14))).toMatchObject({ written: ['production'] });
    expect(bodyOf('index.html')).toContain('All 2 instances healthy');
    expect(await publish(after(16))).toMatchObject({ written: ['production'] });
    expect(bodyOf('index.html')).toContain('No recent check');
    expect(JSON.parse(bodyOf('badge.json'))).toMatchObject({ level: 'unknown' });
  });

  test('of one that is checked every hour stays known between its checks', async () => {
    const hourly = { ...one, pages: [{ ...page('production'), everySeconds: 3_600 }] };
    await record(0, healthy);
    await publish(after(90), { content: hourly });
    expect(bodyOf('index.html')).toContain('All 2 instances healthy');
    await publish(after(125), { content: hourly });
    expect(bodyOf('index.html')).toContain('No recent check');
  });

  test('is not there before the first check, and what there is of a history that is gone gets old', async () => {
    expect(await publish(after(0))).toMatchObject({ written: [], failed: [] });
    expect(files()).toEqual([]);
  });

  test('is never replaced by an older run that ends late', async () => {
    await record(0, healthy);
    await record(10, [givenInstance('10.0.0.4')]);
    await publish(after(10));
    const newer = bodyOf('index.html');
    await publish(after(5));
    expect(bodyOf('index.html')).toBe(newer);
    expect(bodyOf('badge.json')).toContain('12:10 UTC');
  });

  test('is drawn anew by the next run where one failed in the middle', async () => {
    await record(0, healthy);
    server.beforePut = (key) => {
      if (key === 'badge.json') server.failures.push(...Array.from({ length: 3 }, () => refused));
    };
    expect(await publish(after(0))).toMatchObject({ written: [], failed: ['production'] });
    server.beforePut = null;
    server.failures.length = 0;
    expect(await publish(after(1))).toMatchObject({ written: ['production'], failed: [] });
  });

  test('is drawn anew by a version or a configuration that draws it otherwise', async () => {
    await record(0, healthy);
    await publish(after(0));
    const renamed = { ...one, pages: [page('production', 'Other')] };
    expect(await publish(after(1), { content: renamed })).toMatchObject({ written: ['production'] });
  });
});

const refused = { status: 403, code: 'AccessDenied' };

describe('the status page of several workspaces', () => {
  beforeEach(async () => {
    await record(0, healthy);
    await record(0, [givenInstance('10.0.9.1', { status: 'unresponsive' })], { workspace: 'staging' });
  });

  test('lists them at the root, each with a page of its own', async () => {
    expect(await publish(after(0), { content: two })).toMatchObject({
      written: ['production', 'staging', 'index.html'],
    });
    expect(files()).toEqual([
      'index.html',
      ...['production', 'staging'].flatMap((name) => ['html', 'json', 'svg'].map((end) => `workspace/${name}.${end}`)),
    ]);
    const index = bodyOf('index.html');
    expect(index).toMatch(/<h1>All<\/h1>[^]*1 of 2 workspaces not well/);
    expect(index).toMatch(/href="workspace\/production\.html"[^]*Chat[^]*href="workspace\/staging\.html"[^]*Test/);
    expect(bodyOf('workspace/staging.html')).toContain('<a href="../">Status</a>');
  });

  test('is written only where something changed', async () => {
    await publish(after(0), { content: two });
    await record(1, healthy, { workspace: 'staging' });
    expect(await publish(after(1), { content: two })).toMatchObject({ written: ['staging', 'index.html'] });
    expect(bodyOf('index.html')).toContain('All workspaces are healthy');
  });

  test('is written for the others where one fails, and the list stays as it was', async () => {
    const broken = { ...two, pages: [page('production'), page('staging')] };
    server.failures.push(refused);
    const { written, failed, errors } = await publish(after(0), { content: broken });
    expect({ written, failed }).toEqual({ written: ['staging', 'index.html'], failed: ['production'] });
    expect(String(errors[0])).toContain('HTTP 403');
  });

  test('goes on in the next minute with what this run had no time for', async () => {
    let reads = 0;
    const elapsed = () => 40_000 * reads++;
    const first = await publish(after(0), { content: two, elapsed });
    expect(first).toMatchObject({ written: ['production', 'index.html'], postponed: ['staging'] });
    expect(await publish(after(1), { content: two })).toMatchObject({ written: ['staging'], postponed: [] });
  });
});

describe('what is published', () => {
  test('names no address, no process, no certificate, no version and no text of an alert', async () => {
    const checks = checksOfBadDay();
    for (const check of checks) await store.history().record({ ...check, workspace: 'production' }, keeping);
    await publish(minute(110));
    const all = [...server.files.values()].map(({ body, headers }) =>
      [body.replace(/<style>[^]*?<\/style>/, ''), ...Object.values(headers)].join('\n'),
    );
    expect(all).toHaveLength(3);
    const secrets = new Set(
      checks.flatMap(({ health, alert }) => [
        ...health.instances.flatMap(({ id, host, address, nodeVersion, name }) => [
          id,
          host,
          address,
          nodeVersion,
          name,
        ]),
        ...health.incidents.flatMap(({ id, subjects }) => [id, ...subjects]),
        ...(alert === null ? [] : [alert.id]),
      ]),
    );
    const named = [...secrets].filter((secret): secret is string => secret !== null && secret.length > 4);
    expect(named.length).toBeGreaterThan(5);
    for (const secret of named) {
      const escaped = secret.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
      for (const text of all) {
        expect(text.includes(secret) || text.includes(escaped) ? secret : null).toBeNull();
      }
    }
  });
});
