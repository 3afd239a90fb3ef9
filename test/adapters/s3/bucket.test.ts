import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addressOf, Bucket } from '../../../adapters/s3/bucket.ts';
import { plusSeconds, type Timestamp } from '../../../core/base/time.ts';
import { type BucketServer, serveBucket } from './bucket-server.ts';

const noon: Timestamp = '2026-11-28T12:00:00.000Z';
const clock = { now: () => noon, sleep: () => Promise.resolve() };

let server: BucketServer;
let bucket: Bucket;

beforeEach(async () => {
  server = await serveBucket();
  const environment = {
    AWS_ENDPOINT_URL: server.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'a-secret-key',
    AWS_SESSION_TOKEN: 'a-session-token',
  };
  bucket = new Bucket(server.name, { environment, clock });
});
afterEach(async () => {
  await server.close();
});

const page = (body: string, seconds: number) => ({
  type: 'text/html; charset=utf-8' as const,
  body,
  stamp: { madeAt: plusSeconds(noon, seconds), content: body },
});

describe('a file of the bucket', () => {
  test('is written where there is none, with its type, for a minute, and knows when it was made', async () => {
    expect(await bucket.find('index.html')).toBeNull();
    expect(await bucket.replace('index.html', page('ä', 0))).toBe(true);
    expect(server.files.get('index.html')).toMatchObject({
      body: 'ä',
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'public, max-age=60' },
    });
    expect(await bucket.find('index.html')).toMatchObject({ stamp: { madeAt: noon, content: 'ä' } });
  });

  test('gives way to a newer one, and not to an older one', async () => {
    await bucket.replace('index.html', page('first', 0));
    expect(await bucket.replace('index.html', page('older', -60))).toBe(false);
    expect(server.files.get('index.html')?.body).toBe('first');
    expect(await bucket.replace('index.html', page('newer', 60))).toBe(true);
    expect(server.files.get('index.html')?.body).toBe('newer');
  });

  test('stays where another run writes it in the moment in between, the first time and later', async () => {
    for (const round of ['first', 'second']) {
      server.beforePut = (key) => {
        server.hold(key, `${round} of another`, {});
      };
      expect(await bucket.replace('index.html', page('own', 60))).toBe(false);
      expect(server.files.get('index.html')?.body).toBe(`${round} of another`);
    }
  });

  test('of somebody else is written over', async () => {
    server.hold('index.html', 'by hand', {});
    expect(await bucket.find('index.html')).toMatchObject({ stamp: null });
    expect(await bucket.replace('index.html', page('own', 0))).toBe(true);
  });

  test('is tried again after an error of the service', async () => {
    server.failures.push({ status: 503, code: 'SlowDown' }, { status: 500, code: 'InternalError' });
    expect(await bucket.replace('index.html', page('own', 0))).toBe(true);
  });

  test('fails with what S3 said and what to do, and without a secret', async () => {
    server.failures.push({ status: 403, code: 'AccessDenied' });
    await expect(bucket.find('index.html')).rejects.toThrow(
      'HEAD of index.html in the bucket pages failed: HTTP 403. Deploy the stack again',
    );
    server.failures.push(...Array.from({ length: 3 }, () => ({ status: 503, code: 'SlowDown' })));
    const error: unknown = await bucket.find('index.html').catch((cause: unknown) => cause);
    expect(String(error)).toMatch(/HTTP 503\. The next run tries again/);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/a-secret-key|a-session-token/);
  });

  test('fails where nobody answers', async () => {
    await server.close();
    await expect(bucket.find('index.html')).rejects.toThrow(/HEAD of index\.html .*ECONNREFUSED/);
  });
});

test('is found at S3 under the name of its bucket, and below what stands in for S3', () => {
  const at = (endpoint: string): string => addressOf('pages', 'workspace/a.html', endpoint).href;
  expect(at('https://s3.eu-central-1.amazonaws.com')).toBe(
    'https://pages.s3.eu-central-1.amazonaws.com/workspace/a.html',
  );
  expect(at('http://localhost:4566')).toBe('http://localhost:4566/pages/workspace/a.html');
});
