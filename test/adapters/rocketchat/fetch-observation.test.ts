import { afterEach, describe, expect, test } from '@jest/globals';
import type { IncomingHttpHeaders } from 'node:http';
import { networkInterfaces } from 'node:os';
import { gzipSync, brotliCompressSync, deflateSync, deflateRawSync } from 'node:zlib';
import { answering, credentials, observing, startOfTest, twoInstances } from './observing.ts';
import { closeServers, givenServer } from './servers.ts';

afterEach(closeServers);

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);
const testOnIpv6 = hasIpv6 ? test : test.skip;

const sighting = { outcome: 'ok', observer: 'a', instances: [{ id: 'a' }, { id: 'b' }], oddities: [] };

describe('a call', () => {
  test('asks for the instances below the path of the workspace, with the credentials, on a connection of its own', async () => {
    const seen: Array<{ path: string | undefined; method: string | undefined; headers: IncomingHttpHeaders }> = [];
    const url = await givenServer(({ url: path, method, headers }, response) => {
      seen.push({ path, method, headers });
      response.end(JSON.stringify(twoInstances));
    });
    expect(await observing(`${url}/team/chat/`)).toMatchObject(sighting);
    expect(seen).toMatchObject([
      {
        path: '/team/chat/api/v1/instances.get',
        method: 'GET',
        headers: { 'x-user-id': credentials.userId, 'x-auth-token': credentials.authToken, connection: 'close' },
      },
    ]);
  });

  test('keeps the date of the answer', async () => {
    const headers = { Date: 'Sat, 21 Nov 2026 19:20:00 GMT' };
    expect(await observing(await givenServer(answering(200, twoInstances, headers)))).toMatchObject({
      serverDate: startOfTest,
    });
  });

  test.each(['yesterday', '-5', '2026'])('takes the date "%s" for none', async (date) => {
    expect(await observing(await givenServer(answering(200, twoInstances, { Date: date })))).toMatchObject({
      serverDate: null,
    });
  });

  testOnIpv6('reaches an IPv6 address', async () => {
    expect(await observing(await givenServer(answering(200, twoInstances), '::1'))).toMatchObject(sighting);
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
  ])('reads a body compressed by %s', async (encoding, compress) => {
    const url = await givenServer((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': encoding });
      response.end(compress(JSON.stringify(twoInstances)));
    });
    expect(await observing(url)).toMatchObject(sighting);
  });

  test('reads a body with a byte order mark', async () => {
    expect(await observing(await givenServer(answering(200, `\ufeff${JSON.stringify(twoInstances)}`)))).toMatchObject(
      sighting,
    );
  });

  test('reads around invalid UTF-8', async () => {
    const bytes = Buffer.from(JSON.stringify({ instances: [{ _id: 'a', name: 'b?d' }] }));
    bytes[bytes.indexOf('?')] = 0xff;
    const url = await givenServer((_request, response) => response.end(bytes));
    expect(await observing(url)).toMatchObject({ outcome: 'ok', instances: [{ id: 'a', name: 'b\ufffdd' }] });
  });
});
