import { afterEach, describe, expect, test } from '@jest/globals';
import { adviceFor } from '../../../core/observation/failure-advice.ts';
import { failureKinds } from '../../../core/observation/failure.ts';
import { fetchObservation } from '../../../adapters/rocketchat/fetch-observation.ts';
import { answering, credentials, entry, givenClock, observing, twoInstances } from './observing.ts';
import { closeServers, givenNoServer, givenRawServer, givenServer } from './servers.ts';

afterEach(closeServers);

const brokerLost = "Service '$node.list' is not available.";
const page = (title: string) =>
  `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body>${'x'.repeat(9_000)}</body></html>`;
const question = 'is this the address of a Rocket.Chat server?';

describe('an answer means', () => {
  test.each<[string, number, unknown, string, string]>([
    [
      'a wrong token, as published',
      401,
      { status: 'error', message: 'You must be logged in to do this.' },
      'unauthorized',
      'HTTP 401 Unauthorized, "You must be logged in to do this."',
    ],
    [
      'a wrong token, as current servers say it',
      401,
      {
        success: false,
        error: 'You must be logged in to do this.',
        status: 'error',
        message: 'You must be logged in to do this.',
      },
      'unauthorized',
      'HTTP 401 Unauthorized, "You must be logged in to do this."',
    ],
    [
      'a wrong token, as later servers will say it',
      401,
      { success: false, error: 'You must be logged in to do this [error-unauthorized]' },
      'unauthorized',
      'HTTP 401 Unauthorized, "You must be logged in to do this [error-unauthorized]"',
    ],
    ['a proxy that wants a login', 401, page('Sign in'), 'blocked', 'HTTP 401 Unauthorized, an HTML page "Sign in"'],
    [
      'a missing permission, as published',
      403,
      { success: 'false', error: 'User does not have the permissions required for this action [error-unauthorized]' },
      'forbidden',
      'HTTP 403 Forbidden, "User does not have the permissions required for this action [error-unauthorized]"',
    ],
    [
      'a missing permission before 6.x',
      401,
      { success: false, error: 'unauthorized' },
      'forbidden',
      'HTTP 401 Unauthorized, "unauthorized"',
    ],
    [
      'a missing permission by its code',
      401,
      { success: false, error: 'error-unauthorized' },
      'forbidden',
      'HTTP 401 Unauthorized, "error-unauthorized"',
    ],
    [
      'a missing permission in words',
      401,
      { success: false, message: 'Permission denied' },
      'forbidden',
      'HTTP 401 Unauthorized, "Permission denied"',
    ],
    ['a firewall', 403, page('Request blocked'), 'blocked', 'HTTP 403 Forbidden, an HTML page "Request blocked"'],
    [
      'too many calls',
      429,
      { success: false, error: 'Error, too many requests. [error-too-many-requests]' },
      'rate-limited',
      'HTTP 429 Too Many Requests, "Error, too many requests. [error-too-many-requests]"',
    ],
    [
      'a lost broker, in error',
      400,
      { success: false, error: brokerLost },
      'degraded',
      `HTTP 400 Bad Request, "${brokerLost}"`,
    ],
    [
      'a lost broker, in message',
      400,
      { success: false, message: brokerLost, stack: 'x'.repeat(9_000) },
      'degraded',
      `HTTP 400 Bad Request, "${brokerLost}"`,
    ],
    ['a lost broker, as text', 400, brokerLost, 'degraded', `HTTP 400 Bad Request, "${brokerLost}"`],
    [
      'an error of the server',
      500,
      { success: false, error: 'Internal server error' },
      'server-error',
      'HTTP 500 Internal Server Error, "Internal server error"',
    ],
    [
      'an error of the proxy',
      502,
      page('502 Bad\n\u001b[31mGateway'),
      'server-error',
      'HTTP 502 Bad Gateway, an HTML page "502 Bad [31mGateway"',
    ],
    [
      'an untitled page',
      503,
      '<html><body>Down</body></html>',
      'server-error',
      'HTTP 503 Service Unavailable, an HTML page',
    ],
    ['an empty error', 504, '', 'server-error', 'HTTP 504 Gateway Timeout, an empty answer'],
    ['a status nobody knows', 599, 'x', 'server-error', 'HTTP 599, "x"'],
    [
      'no such endpoint',
      404,
      { success: false, error: 'API endpoint not found' },
      'bad-response',
      'HTTP 404 Not Found, "API endpoint not found"',
    ],
    [
      'another refusal, by its code',
      400,
      { success: false, errorType: 'totp-required' },
      'bad-response',
      'HTTP 400 Bad Request, "totp-required"',
    ],
    [
      'another refusal',
      400,
      { success: false, error: 'TOTP Required [totp-required]', errorType: 'totp-required' },
      'bad-response',
      'HTTP 400 Bad Request, "TOTP Required [totp-required]"',
    ],
    [
      'a refusal of something else',
      400,
      { code: 400, error: 'No such tenant' },
      'bad-response',
      `HTTP 400 Bad Request, "No such tenant": ${question}`,
    ],
    ['a limit of Cloudflare', 429, 'error code: 1015', 'blocked', 'HTTP 429 Too Many Requests, "error code: 1015"'],
    [
      'a limit of Cloudflare, as a page',
      429,
      page('Access denied | chat.example.com used Cloudflare to restrict access'),
      'blocked',
      'HTTP 429 Too Many Requests, an HTML page "Access denied | chat.example.com used Cloudflare to restrict access"',
    ],
    [
      'a limit of another gateway',
      429,
      { message: 'API rate limit exceeded' },
      'blocked',
      'HTTP 429 Too Many Requests, "API rate limit exceeded"',
    ],
    ['a limit without a word', 429, '', 'rate-limited', 'HTTP 429 Too Many Requests, an empty answer'],
    ['no change', 304, '', 'bad-response', `HTTP 304 Not Modified, an empty answer: ${question}`],
    [
      'a page of something else',
      200,
      page('Rocket.Chat'),
      'bad-response',
      `HTTP 200 OK, an HTML page "Rocket.Chat": ${question}`,
    ],
    ['nothing', 204, '', 'bad-response', `HTTP 204 No Content, an empty answer: ${question}`],
    ['text', 200, 'pong\npong', 'bad-response', `HTTP 200 OK, "pong pong": ${question}`],
    [
      'JSON that breaks off',
      200,
      JSON.stringify(twoInstances).slice(0, -20),
      'bad-response',
      `HTTP 200 OK, malformed JSON: ${question}`,
    ],
    ['JSON nested without end', 200, '['.repeat(1_000_000), 'bad-response', `HTTP 200 OK, malformed JSON: ${question}`],
    [
      'JSON of something else',
      200,
      { status: 'up' },
      'bad-response',
      `the answer has no list of instances: ${question}`,
    ],
    ['success: false', 200, { success: false, error: 'nope' }, 'bad-response', 'the answer says success: false (nope)'],
  ])('%s', async (_, status, body, outcome, detail) => {
    const url = await givenServer(answering(status, body));
    expect(await observing(url)).toEqual({ outcome, detail, httpStatus: status });
  });
});

/** No resolver asks anyone for a label of 64 characters. */
const unresolvable = `${'a'.repeat(64)}.invalid`;

describe('no answer means', () => {
  test('a refused connection', async () => {
    const url = await givenNoServer();
    expect(await observing(url)).toEqual({
      outcome: 'network',
      detail: `${new URL(url).host}: connection refused`,
      httpStatus: null,
    });
  });

  test('a host name that does not exist', async () => {
    expect(await observing(`https://${unresolvable}`)).toMatchObject({
      outcome: 'network',
      detail: expect.stringMatching(/^a+\.invalid: host name (not found|could not be looked up)$/),
    });
  });

  test('a connection reset', async () => {
    expect(await observing(await givenRawServer(null))).toMatchObject({
      outcome: 'network',
      detail: expect.stringContaining('connection reset'),
    });
  });

  test('a connection that hangs up without a word', async () => {
    expect(await observing(await givenRawServer(''))).toMatchObject({
      outcome: 'network',
      detail: expect.stringContaining('connection reset'),
    });
  });

  test('something that does not speak HTTP', async () => {
    const seen = await observing(await givenRawServer('SSH-2.0-OpenSSH_9.6\r\n'));
    expect(seen).toMatchObject({ outcome: 'bad-response', detail: expect.stringContaining('the answer is not HTTP') });
  });
});

describe('a credential never shows:', () => {
  const escaped = (write: (hex: string) => string): string =>
    Array.from(credentials.authToken, (character) => write(character.charCodeAt(0).toString(16))).join('');
  const echoing = `you sent ${credentials.authToken} of ${credentials.userId}`;

  test.each<[string, number, unknown]>([
    ['in a message', 401, { message: echoing }],
    ['at the place where a message is cut', 500, { message: 'x'.repeat(100) + credentials.authToken }],
    ['in text', 500, echoing],
    ['in a title', 502, page(echoing)],
    ['in capitals', 502, page(echoing.toUpperCase())],
    ['escaped in JSON', 500, `{"message":"${escaped((hex) => `\\u00${hex}`)}"}`],
    ['escaped in JSON within JSON', 500, { message: escaped((hex) => `\\u00${hex}`) }],
    ['escaped in JSON that is a text', 500, `"${escaped((hex) => `\\u00${hex}`)}"`],
    ['escaped for a URL', 500, { error: `/login?token=${escaped((hex) => `%${hex}`)}` }],
    ['escaped for a URL in capitals, in text', 500, escaped((hex) => `%${hex.toUpperCase()}`)],
    ['escaped for HTML, in a title', 502, page(escaped((hex) => `&#x${hex};`))],
    ['in Base64', 500, Buffer.from(`${credentials.userId}:${credentials.authToken}`).toString('base64')],
    ['escaped in a success that is none', 200, `{"success":false,"error":"${escaped((hex) => `\\u00${hex}`)}"}`],
    ['in a success that is none', 200, { success: false, error: 'x'.repeat(100) + credentials.authToken }],
  ])('%s', async (_, status, body) => {
    const seen = JSON.stringify(await observing(await givenServer(answering(status, body)))).toLowerCase();
    expect(seen).toContain('(hidden)');
    expect(seen).not.toContain(credentials.authToken.slice(0, 8).toLowerCase());
    expect(seen).not.toContain(credentials.userId.toLowerCase());
  });
});

test('a token that the list sends back is kept nowhere', async () => {
  const { authToken } = credentials;
  const odd = entry(authToken, { address: authToken, instanceRecord: { _id: authToken, pid: `pid of ${authToken}` } });
  const seen = await observing(await givenServer(answering(200, { success: true, instances: [odd, {}] })));
  expect(seen).toMatchObject({ outcome: 'ok', instances: [{ id: '(hidden)', address: '(hidden)' }] });
  expect(JSON.stringify(seen)).not.toContain(authToken.slice(0, 8));
});

describe('what cannot be sent is not sent:', () => {
  test.each([
    ['an empty token', { ...credentials, authToken: '' }],
    ['a token with a line break', { ...credentials, authToken: 'abc\r\nX-Evil: 1' }],
    ['a user id with an umlaut', { ...credentials, userId: 'ümlaut' }],
  ])('%s', async (_, bad) => {
    let calls = 0;
    const url = await givenServer((_request, response) => {
      calls += 1;
      response.end();
    });
    const seen = await fetchObservation({ url, allowInsecure: false }, bad, { clock: givenClock() });
    expect(seen).toMatchObject({ outcome: 'unauthorized', httpStatus: null });
    expect(calls).toBe(0);
  });

  test('credentials over http:// to another machine', async () => {
    const seen = await observing('http://chat.invalid');
    expect(seen).toMatchObject({ outcome: 'network', detail: expect.stringContaining('write https://chat.invalid') });
  });
});

test('what limits the calls in front of Rocket.Chat is advised of, not a role', () => {
  expect(adviceFor('blocked')).toContain('a limit on the number of calls');
  expect(adviceFor('blocked')).not.toContain('bot');
});

test.each(failureKinds)('there is one sentence of advice for %s', (kind) => {
  expect(adviceFor(kind)).toMatch(/^[A-Z].*\.$/);
});
