import { afterEach, describe, expect, test } from '@jest/globals';
import type { IncomingMessage, RequestListener } from 'node:http';
import { redactCredentials } from '../../../adapters/rocketchat/credentials.ts';
import { readRedirect } from '../../../adapters/rocketchat/redirect.ts';
import { answering, credentials, observing, twoInstances } from './observing.ts';
import { closeServers, givenServer } from './servers.ts';

afterEach(closeServers);

const redirecting = (location: string, status = 302): RequestListener => answering(status, '', { Location: location });

/** A server that notes what it was asked, for the assertion that it was not. */
const givenWitness = async (host?: string) => {
  const requests: IncomingMessage[] = [];
  const url = await givenServer((request, response) => {
    requests.push(request);
    answering(200, twoInstances)(request, response);
  }, host);
  return { url, requests };
};

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('of status %d on the same host is followed, with the token', async (status) => {
    const tokens: unknown[] = [];
    const url = await givenServer((request, response) => {
      tokens.push(request.headers['x-auth-token']);
      if (tokens.length === 1) redirecting('/chat/api/v1/instances.get?x=1', status)(request, response);
      else answering(request.url === '/chat/api/v1/instances.get?x=1' ? 200 : 404, twoInstances)(request, response);
    });
    expect(await observing(url)).toMatchObject({ outcome: 'ok' });
    expect(tokens).toEqual([credentials.authToken, credentials.authToken]);
  });

  test.each<[string, (witness: URL) => string]>([
    ['another port', (witness) => witness.href],
    ['another port by a relative scheme', (witness) => `//${witness.host}/x`],
    ['another name of the same machine', (witness) => `http://localhost:${witness.port}/`],
    ['a user at another port', (witness) => `http://me:secret@${witness.host}/`],
  ])('to %s is not followed: the token stays', async (_, locate) => {
    const witness = await givenWitness();
    const location = locate(new URL(witness.url));
    const seen = await observing(await givenServer(redirecting(location)));
    expect(seen).toMatchObject({
      outcome: 'bad-response',
      httpStatus: 302,
      detail: expect.stringMatching(
        /^HTTP 302 Found, a redirect to http:\/\/(127\.0\.0\.1|localhost):\d+\/x?, where the token was not sent; /,
      ),
    });
    expect(JSON.stringify(seen)).not.toContain('secret');
    expect(witness.requests).toEqual([]);
  });

  test('is followed three times at most', async () => {
    const chain = (length: number): RequestListener => {
      let calls = 0;
      return (request, response) => {
        calls += 1;
        (calls > length ? answering(200, twoInstances) : redirecting(`/${calls}`))(request, response);
      };
    };
    const limits = { redirects: 3 };
    expect(await observing(await givenServer(chain(3)), limits)).toMatchObject({ outcome: 'ok' });
    expect(await observing(await givenServer(chain(4)), limits)).toEqual({
      outcome: 'bad-response',
      detail: 'HTTP 302 Found, after 3 redirects',
      httpStatus: 302,
    });
  });

  test.each([
    ['without a location', answering(302, '')],
    ['to no URL', redirecting('http://[')],
  ])('%s is a bad response', async (_, listener) => {
    expect(await observing(await givenServer(listener))).toMatchObject({
      outcome: 'bad-response',
      detail: 'HTTP 302 Found, a redirect to nowhere',
    });
  });
});

describe('of redirects', () => {
  const follows = (from: string, location: string) => 'to' in readRedirect(new URL(from), location, (text) => text);

  test.each([
    ['https://chat.example.com/a', 'https://chat.example.com/b'],
    ['https://chat.example.com/a', 'https://chat.example.com:443/a'],
    ['https://chat.example.com/a', 'https://CHAT.example.com/a'],
    ['https://chat.example.com/a', 'b'],
    ['http://chat.example.com/a', 'https://chat.example.com/a'],
    ['http://chat.example.com:3000/a', 'https://chat.example.com/a'],
  ])('one from %s to %s is followed', (from, location) => {
    expect(follows(from, location)).toBe(true);
  });

  test.each([
    ['https://chat.example.com/a', 'http://chat.example.com/a'],
    ['https://chat.example.com/a', 'https://chat.example.com:8443/a'],
    ['https://chat.example.com/a', 'https://chat.example.com.evil.example/a'],
    ['https://chat.example.com/a', 'https://chat.example.com@evil.example/a'],
    ['https://chat.example.com/a', '//evil.example/a'],
    ['https://chat.example.com/a', '\\\\evil.example/a'],
    ['https://chat.example.com/a', 'https://www.chat.example.com/a'],
    ['http://chat.example.com/a', 'https://evil.example/a'],
    ['http://chat.example.com/a', 'https://chat.example.com:8443/a'],
    ['http://chat.example.com:3000/a', 'https://chat.example.com:3000/a'],
    ['http://chat.example.com:8080/a', 'https://chat.example.com:8443/a'],
    ['http://127.0.0.1:3000/a', 'https://127.0.0.1:9200/a'],
    ['https://chat.example.com/a', 'file:///etc/passwd'],
    ['https://chat.example.com/a', 'javascript:alert(1)'],
  ])('one from %s to %s is not', (from, location) => {
    expect(follows(from, location)).toBe(false);
  });

  test('none shows the query, or the token it sends back', () => {
    const location = `https://${credentials.authToken.replace('_', '')}x.evil.example/${credentials.authToken}?session=secret`;
    const redirect = readRedirect(new URL('https://chat.example.com'), location, redactCredentials(credentials));
    const problem = 'problem' in redirect ? redirect.problem : '';
    expect(problem).toContain('.evil.example/(hidden)');
    expect(problem).not.toContain(credentials.authToken);
    expect(problem).not.toContain('secret');
  });
});
