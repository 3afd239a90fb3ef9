import { afterEach, describe, expect, test } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { answering, observing, twoInstances } from './observing.ts';
import { maxOverheadBytes } from '../../../adapters/http/request.ts';
import { closeServers, givenRawServer, givenServer, givenStreamingServer } from './servers.ts';

afterEach(closeServers);

const json = JSON.stringify(twoInstances);
const small = { bodyBytes: 10_000 };
const brief = { callMilliseconds: 200 };

const whole =
  (body: string | Buffer, headers: Record<string, string>) => (_request: unknown, response: ServerResponse) => {
    response.writeHead(200, headers);
    response.end(body);
  };

/** A server whose headers come one every few milliseconds, without end. */
const givenTricklingHeaders = async () => {
  let hungUp: () => void;
  const gone = new Promise<void>((resolve) => (hungUp = resolve));
  const url = await givenStreamingServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket.write('X: y\r\n'), 5);
    socket.on('close', () => {
      clearInterval(timer);
      hungUp();
    });
  });
  return { url, gone };
};

/** A server that writes the next chunk again and again until the client hangs up, which resolves `gone`. */
const givenTrickle = async (
  next: (n: number) => string | Buffer,
  headers: Record<string, string> = {},
  status = 200,
) => {
  let hungUp: () => void;
  const gone = new Promise<void>((resolve) => (hungUp = resolve));
  const url = await givenServer((_request, response) => {
    response.writeHead(status, headers);
    let n = 0;
    const timer = setInterval(() => response.write(next(n++)), 5);
    response.on('close', () => {
      clearInterval(timer);
      hungUp();
    });
  });
  return { url, gone };
};

test('an answer of exactly the allowed size is read', async () => {
  const url = await givenServer(answering(200, json));
  expect(await observing(url, { bodyBytes: json.length })).toMatchObject({ outcome: 'ok' });
  expect(await observing(url, { bodyBytes: json.length - 1 })).toMatchObject({ outcome: 'too-large' });
});

test('an answer without end is given up once it is too large', async () => {
  const { url, gone } = await givenTrickle(() => 'x'.repeat(1_000));
  expect(await observing(url, small)).toEqual({
    outcome: 'too-large',
    detail: `${new URL(url).host}: the answer is larger than 10000 bytes`,
    httpStatus: null,
  });
  await gone;
});

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
])('a %s bomb is given up once it is too large', async (encoding, compress) => {
  const bomb = compress(Buffer.alloc(10_000_000, ' '));
  expect(bomb.length).toBeLessThan(20_000);
  const url = await givenServer(whole(bomb, { 'Content-Encoding': encoding }));
  expect(await observing(url)).toMatchObject({ outcome: 'too-large' });
});

describe('what comes is bounded, and its connection closed, where', () => {
  const maxBytes = small.bodyBytes + maxOverheadBytes;
  /** What the system's buffers on the way may hold beyond what was read. */
  const onTheWay = 16 * 1024 * 1024;

  /** Writes the beginning, then the same again and again until the client hangs up. */
  const givenFlood = async (beginning: string, again: Buffer) => {
    let hungUp: (sent: number) => void;
    const gone = new Promise<number>((resolve) => (hungUp = resolve));
    const url = await givenStreamingServer((socket) => {
      socket.write(beginning);
      const send = (): void => {
        while (!socket.destroyed && socket.write(again));
      };
      socket.on('drain', send).on('close', () => {
        hungUp(socket.bytesWritten);
      });
      send();
    });
    return { url, gone };
  };

  const emptyMembers = Buffer.concat(Array<Buffer>(1_000).fill(gzipSync('')));
  const chunk = (bytes: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
  const head = (...lines: readonly string[]): string => ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n');

  test.each<[string, string, Buffer]>([
    ['a body decompresses to nothing', head('Content-Encoding: gzip'), emptyMembers],
    [
      'a chunked body decompresses to nothing',
      head('Content-Encoding: gzip', 'Transfer-Encoding: chunked'),
      chunk(emptyMembers),
    ],
    ['hints never end', '', Buffer.from('HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n'.repeat(100))],
    ['chunks are of one byte each', head('Transfer-Encoding: chunked'), Buffer.from('1\r\n \r\n'.repeat(1_000))],
  ])('%s', async (_, beginning, again) => {
    const { url, gone } = await givenFlood(beginning, again);
    expect(await observing(url, { bodyBytes: maxBytes })).toMatchObject({ outcome: 'too-large' });
    expect(await gone).toBeLessThan(maxBytes + maxOverheadBytes + onTheWay);
  });

  test('the headers do not end', async () => {
    const { url, gone } = await givenFlood('HTTP/1.1 200 OK\r\n', Buffer.from('X-More: and more\r\n'.repeat(1_000)));
    expect(await observing(url)).toMatchObject({
      outcome: 'bad-response',
      detail: expect.stringContaining('HPE_HEADER_OVERFLOW'),
    });
    await gone;
  });

  test('headers trickle', async () => {
    const { url, gone } = await givenTricklingHeaders();
    expect(await observing(url, brief)).toMatchObject({ outcome: 'timeout' });
    await gone;
  });
});

test('the status of an error counts however large its body is', async () => {
  const url = await givenServer(answering(503, 'x'.repeat(100_000)));
  expect(await observing(url, small)).toMatchObject({ outcome: 'server-error', httpStatus: 503 });
});

test.each([
  ['before the headers', (): void => undefined],
  [
    'after the headers',
    (_request: unknown, response: ServerResponse): void => {
      response.flushHeaders();
    },
  ],
])('a server that falls silent %s is given up in time', async (_, listener) => {
  const url = await givenServer(listener);
  expect(await observing(url, brief)).toEqual({
    outcome: 'timeout',
    detail: `${new URL(url).host}: no complete answer within 0.2 s`,
    httpStatus: null,
  });
});

const compressed = gzipSync(randomBytes(5_000));

test.each<[string, (n: number) => string | Buffer, Record<string, string>]>([
  ['', () => ' ', {}],
  [' compressed', (n) => compressed.subarray(n, n + 1), { 'Content-Encoding': 'gzip' }],
])('a body that trickles%s is given up in time, and its connection closed', async (_, next, headers) => {
  const { url, gone } = await givenTrickle(next, headers);
  expect(await observing(url, brief)).toMatchObject({ outcome: 'timeout' });
  await gone;
});

test('the body of a redirect is not waited for, and its connection closed', async () => {
  const { url, gone } = await givenTrickle(() => ' ', { Location: '/again' }, 302);
  expect(await observing(url, { redirects: 1 })).toMatchObject({ outcome: 'bad-response', httpStatus: 302 });
  await gone;
});

test('redirects count against the same deadline', async () => {
  const url = await givenServer((request, response) => {
    setTimeout(() => {
      response.writeHead(302, { Location: `${request.url ?? ''}x` });
      response.end();
    }, 80);
  });
  expect(await observing(url, { ...brief, redirects: 100 })).toMatchObject({ outcome: 'timeout' });
});

test.each([
  ['counted', `HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${json}`],
  ['chunked', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${json.length.toString(16)}\r\n${json}\r\n`],
])('a %s body that breaks off is no answer, even if what came is JSON', async (_, bytes) => {
  const seen = await observing(await givenRawServer(bytes));
  expect(seen).toMatchObject({
    outcome: 'network',
    detail: expect.stringMatching(/connection (reset|closed before the answer was complete)$/),
  });
});

test.each(['gzip', 'br', 'deflate'])('a body that only claims to be %s is no answer', async (encoding) => {
  const url = await givenServer(whole(json, { 'Content-Encoding': encoding }));
  expect(await observing(url)).toMatchObject({
    outcome: 'bad-response',
    detail: expect.stringContaining('cannot be decompressed'),
  });
});
