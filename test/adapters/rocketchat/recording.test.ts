import { describe, expect, test } from '@jest/globals';
import type { RequestListener } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { systemClock } from '../../../adapters/process/system-clock.ts';
import { fetchInstances } from '../../../adapters/rocketchat/fetch-instances.ts';
import { defaultLimits } from '../../../adapters/rocketchat/limits.ts';
import { observationOf } from '../../../adapters/rocketchat/recording/read-call.ts';
import { recordCall } from '../../../adapters/rocketchat/recording/record-call.ts';
import { readRecordedCall } from '../../../adapters/rocketchat/recording/recorded-call.ts';
import { readAnswer } from '../../fixtures/recordings.ts';
import { findFreePort, withServer } from '../../servers.ts';

const credentials = { userId: 'aUserIdOf17Chars', authToken: 'a/Token+of43"Characters\\which-is-secret' };
const limits = { ...defaultLimits, callMilliseconds: 300, bodyBytes: 10_000 };

const optionsFor = (url: string) => ({
  endpoint: new URL(`${url}/api/v1/instances.get`),
  credentials,
  limits,
  clock: systemClock,
  ca: null,
});

const recording = async (url: string): Promise<string> => JSON.stringify(await recordCall(optionsFor(url)));

const answering =
  (
    status: number,
    body: unknown,
    headers: Readonly<Record<string, string | readonly string[]>> = {},
  ): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { Date: 'Sat, 21 Nov 2026 19:00:00 GMT', ...headers });
    response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  };

const sighting = readAnswer('01-tcp-healthy');

describe('a recorded call is seen as when it was made', () => {
  test.each<[string, RequestListener]>([
    ['instances', answering(200, sighting)],
    ['no instances', answering(200, { success: true, instances: [] })],
    ['success: false', answering(200, { success: false, error: 'no' })],
    ['JSON that is no object', answering(200, '"text"')],
    ['JSON that is nothing', answering(200, 'null')],
    ['no JSON', answering(200, '{"success":tr')],
    ['a page', answering(200, '<!DOCTYPE html><title>Welcome</title>')],
    ['nothing', answering(200, '')],
    ['no content', answering(204, '')],
    ['401 of Rocket.Chat', answering(401, { status: 'error', message: 'You must be logged in to do this.' })],
    ['401 for want of a permission', answering(401, { success: false, error: 'unauthorized' })],
    ['401 of a proxy', answering(401, '<html><title>401</title></html>', { 'WWW-Authenticate': 'Basic realm="ops"' })],
    ['403 of a proxy', answering(403, '<html>', { 'cf-mitigated': 'challenge', Server: 'cloudflare' })],
    ['429', answering(429, { success: false, error: 'too many' }, { 'Retry-After': '7' })],
    ['400 of a process without its broker', answering(400, readAnswer('18-node-list-not-available'))],
    ['another 400', answering(400, { success: false, error: 'TOTP Required [totp-required]' })],
    ['404', answering(404, 'Not Found')],
    ['500', answering(500, { success: false })],
    ['503 with a page', answering(503, '<html><title>Down</title></html>')],
    ['too much', answering(200, 'x'.repeat(20_000))],
    ['too much, compressed', answering(200, gzipSync('x'.repeat(20_000)), { 'Content-Encoding': 'gzip' })],
    ['what cannot be decompressed', answering(200, 'plain', { 'Content-Encoding': 'gzip' })],
    ['what is compressed', answering(200, brotliCompressSync(JSON.stringify(sighting)), { 'Content-Encoding': 'br' })],
    ['a redirect elsewhere', answering(302, '', { Location: 'https://elsewhere.example.com/' })],
    ['redirects without end', answering(302, '', { Location: '/api/v1/instances.get' })],
    ['a redirect to nowhere', answering(301, '')],
    ['no answer', () => undefined],
    ['a body without end', (_request, response) => void response.writeHead(200).write('{"success":')],
    ['a connection that is reset', (request) => void request.socket.resetAndDestroy()],
    ['a connection that is closed', (request) => void request.socket.destroy()],
    ['what is not HTTP', (request) => void request.socket.end('hello\r\n\r\n')],
  ])('%s', (_what, listener) =>
    withServer(listener, async (url) => {
      const { observation } = await fetchInstances(optionsFor(url));
      const call = readRecordedCall(await recording(url));
      if ('problem' in call) throw new Error(call.problem);
      expect(observationOf(call, optionsFor(url))).toEqual(observation);
    }),
  );

  test('a port where nothing listens', async () => {
    const url = `http://127.0.0.1:${await findFreePort()}`;
    const line = await recording(url);
    expect(JSON.parse(line)).toMatchObject({ error: 'ECONNREFUSED' });
    const call = readRecordedCall(line);
    if ('problem' in call) throw new Error(call.problem);
    expect(observationOf(call, optionsFor(url))).toEqual((await fetchInstances(optionsFor(url))).observation);
  });
});

describe('nothing secret is recorded', () => {
  const { userId, authToken } = credentials;
  const forms = [
    authToken,
    userId,
    authToken.toUpperCase(),
    JSON.stringify(authToken),
    encodeURIComponent(authToken),
    authToken.replaceAll('/', String.raw`\/`),
    Buffer.from(authToken).toString('base64'),
    Buffer.from(`${userId}:${authToken}`).toString('base64'),
  ];
  const escaped = `"${Array.from(authToken, (each) => String.raw`\u` + each.charCodeAt(0).toString(16).padStart(4, '0')).join('')}"`;

  test.each([
    ['in a value', JSON.stringify({ echoed: forms, deep: [{ [authToken]: 1 }] })],
    ['escaped in JSON', `{"echoed":${escaped}}`],
    ['in text', forms.join(' ')],
    ['in a page', `<html>${forms.join('<br>')}</html>`],
  ])('%s', (_where, body) =>
    withServer(answering(200, body, { 'X-Echo': encodeURIComponent(authToken) }), async (url) => {
      const line = await recording(url);
      const { body: recorded, headers } = JSON.parse(line) as Record<string, unknown>;
      const text = `${line} ${JSON.stringify(JSON.stringify(recorded))} ${JSON.stringify(headers)}`.toLowerCase();
      for (const form of forms) expect(text).not.toContain(form.replace(/^"|"$/g, '').replace(/=+$/, '').toLowerCase());
      expect(text).not.toContain('which-is-secret');
      expect(text).toContain('(hidden)');
    }),
  );

  test('in a header, nor a cookie', () =>
    withServer(
      answering(302, '', {
        Location: `https://elsewhere.example.com/?token=${encodeURIComponent(authToken)}`,
        'Set-Cookie': ['rc_token=abcdef; Path=/', 'rc_uid=ghijkl'],
        'X-Auth-Token': 'another',
        Authorization: 'Bearer another',
        'X-RateLimit-Remaining': '9',
      }),
      async (url) => {
        const { headers } = JSON.parse(await recording(url)) as { headers: Record<string, string> };
        expect(Object.keys(headers).sort()).toEqual([
          'connection',
          'date',
          'location',
          'transfer-encoding',
          'x-ratelimit-remaining',
        ]);
        expect(headers['location']).toBe('https://elsewhere.example.com/?token=(hidden)');
      },
    ));
});
