import { afterEach, describe, expect, test } from '@jest/globals';
import type { FaultKind } from '../../simulator/faults.ts';
import { simulatedCredentials } from '../../simulator/options.ts';
import { closeWorkspaces, at, givenWorkspace, livingIds } from './support.ts';
import { longTest } from '../length.ts';

afterEach(closeWorkspaces);

const notLoggedIn = 'You must be logged in to do this.';
const page = expect.stringContaining('<html>');

const cases: ReadonlyArray<{ kind: FaultKind; status: number; body: unknown }> = [
  {
    kind: 'unauthorized',
    status: 401,
    body: { success: false, error: notLoggedIn, status: 'error', message: notLoggedIn },
  },
  { kind: 'unauthorized-older', status: 401, body: { status: 'error', message: notLoggedIn } },
  { kind: 'unauthorized-newer', status: 401, body: { success: false, error: notLoggedIn } },
  {
    kind: 'forbidden',
    status: 403,
    body: { success: false, error: 'User does not have the permissions required for this action [error-unauthorized]' },
  },
  {
    kind: 'forbidden-newer',
    status: 403,
    body: { success: false, error: 'User does not have the permissions required for this action [error-forbidden]' },
  },
  { kind: 'forbidden-older', status: 403, body: { success: false, error: 'unauthorized' } },
  { kind: 'forbidden-as-401', status: 401, body: { success: false, error: 'unauthorized' } },
  { kind: 'degraded', status: 400, body: { success: false, error: "Service '$node.list' is not available." } },
  { kind: 'broker-starting', status: 400, body: { success: false, error: "Service '$node.list' is not found." } },
  {
    kind: 'totp-required',
    status: 400,
    body: { success: false, error: 'TOTP Required [totp-required]', errorType: 'totp-required' },
  },
  { kind: 'cloudflare-challenge', status: 403, body: page },
  { kind: 'basic-auth', status: 401, body: page },
  { kind: 'forbidden-by-proxy', status: 403, body: page },
  { kind: 'internal-error', status: 500, body: page },
  { kind: 'bad-gateway', status: 502, body: page },
  { kind: 'service-unavailable', status: 503, body: page },
  { kind: 'html', status: 200, body: page },
  { kind: 'unsuccessful', status: 200, body: { success: false, error: 'Internal server error' } },
  { kind: 'empty', status: 200, body: { instances: [], success: true } },
];

describe('an API that is cut off', () => {
  test.each(cases)('as $kind answers $status', async ({ kind, status, body }) => {
    const given = await givenWorkspace();
    given.workspace.cutOff(kind);
    const response = await given.call();
    const isJson = response.headers.get('content-type') === 'application/json';
    expect({ status: response.status, body: isJson ? await response.json() : await response.text() }).toEqual({
      status,
      body,
    });
  });

  test('by the rate limit says how many calls there are and when the next one is allowed', async () => {
    const given = await givenWorkspace();
    given.workspace.cutOff('rate-limited');
    const response = await given.call();
    expect(response.status).toBe(429);
    expect(response.headers.get('x-ratelimit-limit')).toBe('10');
    expect(response.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(Number(response.headers.get('x-ratelimit-reset'))).toBe(Date.parse(given.clock.now()) + 30_000);
    expect(await response.json()).toEqual({
      success: false,
      error:
        'Error, too many requests. Please slow down. You must wait 30 seconds before trying this endpoint again. [error-too-many-requests]',
    });
  });

  test.each([
    ['cloudflare-challenge', 'cf-mitigated', 'challenge'],
    ['basic-auth', 'www-authenticate', 'Basic realm="ops"'],
    ['forbidden-by-proxy', 'server', 'nginx'],
  ] as const)(
    'as %s says in the header %s that something in front of Rocket.Chat refuses',
    async (kind, name, value) => {
      const given = await givenWorkspace();
      given.workspace.cutOff(kind);
      expect((await given.call()).headers.get(name)).toBe(value);
    },
  );

  test('may break off in the middle of JSON', async () => {
    const given = await givenWorkspace();
    given.workspace.cutOff('not-json');
    const response = await given.call();
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    await expect(response.json()).rejects.toThrow('JSON');
  });

  test('may send more than anybody should read', async () => {
    const given = await givenWorkspace();
    given.workspace.cutOff('too-large');
    expect((await (await given.call()).arrayBuffer()).byteLength).toBeGreaterThan(5 * 1024 * 1024);
  });

  test('may stay silent, from the beginning or in the middle of an answer', async () => {
    const given = await givenWorkspace();
    given.workspace.cutOff('hang');
    await expect(given.call(undefined, undefined, { signal: AbortSignal.timeout(50) })).rejects.toThrow('abort');
    given.workspace.cutOff('database-lost');
    await expect(given.call(undefined, undefined, { signal: AbortSignal.timeout(50) })).rejects.toThrow('abort');
    given.workspace.cutOff('unfinished');
    const patience = new AbortController();
    const response = await given.call(undefined, undefined, { signal: patience.signal });
    expect(response.status).toBe(200);
    setTimeout(() => {
      patience.abort();
    }, 200);
    await expect(response.text()).rejects.toThrow('abort');
  });

  test('may break the connection', async () => {
    const given = await givenWorkspace();
    given.workspace.cutOff('reset');
    await expect(given.call()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });

  test('does not keep the cluster from going on, and answers again once restored', async () => {
    const given = await givenWorkspace({ instances: 2 });
    const killed = at(livingIds(given), 0);
    given.workspace.cutOff('bad-gateway');
    given.workspace.kill(killed);
    given.clock.advance(120);
    expect(given.workspace.fault).toBe('bad-gateway');
    given.workspace.restore();
    expect(given.workspace.fault).toBeNull();
    expect(await given.ids()).not.toContain(killed);
  });
});

describe('an API that is cut off in part', () => {
  const statuses = async (given: Awaited<ReturnType<typeof givenWorkspace>>, calls: number) => {
    const seen = [];
    for (let call = 0; call < calls; call += 1) seen.push((await given.call()).status);
    return seen;
  };

  test.each([
    ['unauthorized', 401],
    ['forbidden', 403],
    ['bad-gateway', 502],
  ] as const)('at one server of three answers %s whenever that one is chosen', async (kind, status) => {
    const given = await givenWorkspace();
    const [, bad = ''] = livingIds(given);
    given.workspace.cutOff(kind, { of: bad });
    expect(await statuses(given, 6)).toEqual([200, status, 200, 200, status, 200]);
    expect(given.workspace.fault).toBeNull();
    given.workspace.restore();
    expect(await statuses(given, 3)).toEqual([200, 200, 200]);
  });

  longTest('for half of all calls fails about every second one, the same under the same seed', async () => {
    const [one, same, other] = await Promise.all([1, 1, 2].map((seed) => givenWorkspace({ seed })));
    const seen = [];
    for (const given of [one, same, other]) {
      given?.workspace.cutOff('bad-gateway', { share: 0.5 });
      seen.push(given === undefined ? [] : await statuses(given, 200));
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).not.toEqual(seen[0]);
    for (const calls of seen) {
      const failed = calls.filter((status) => status === 502).length;
      expect(failed).toBeGreaterThan(70);
      expect(failed).toBeLessThan(130);
    }
  });
});

describe('a call', () => {
  const { userId, authToken } = simulatedCredentials;

  test.each([
    { what: 'a wrong token', headers: { 'X-User-Id': userId, 'X-Auth-Token': 'revoked' } },
    { what: 'a wrong user', headers: { 'X-User-Id': 'nobody', 'X-Auth-Token': authToken } },
    { what: 'no credentials', headers: {} },
  ])('with $what is not logged in', async ({ headers }) => {
    const given = await givenWorkspace();
    const response = await given.call(undefined, headers);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ status: 'error', message: notLoggedIn });
  });

  test("is checked against the workspace's own credentials", async () => {
    const given = await givenWorkspace({ credentials: { userId: 'user', authToken: 'token' } });
    expect((await given.call(undefined, { 'X-User-Id': 'user', 'X-Auth-Token': 'token' })).status).toBe(200);
    expect((await given.call()).status).toBe(401);
  });

  test('of anything else is not found', async () => {
    const given = await givenWorkspace();
    for (const response of [
      await given.call('/api/v1/nothing'),
      await given.call(undefined, undefined, { method: 'POST' }),
    ]) {
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({ success: false, error: 'Resource not found' });
    }
  });

  test('is limited to so many a minute for a user who is no administrator', async () => {
    const given = await givenWorkspace({ rateLimit: { calls: 10, perSeconds: 60 } });
    const statuses = [];
    for (let call = 0; call < 12; call += 1) {
      const response = await given.call();
      statuses.push(`${response.status} ${response.headers.get('x-ratelimit-remaining') ?? ''}`);
      given.clock.advance(1);
    }
    expect(statuses.slice(8)).toEqual(['200 1', '200 0', '429 0', '429 0']);
    given.clock.advance(47);
    expect((await given.call()).status).toBe(429);
    given.clock.advance(1);
    expect((await given.call()).status).toBe(200);
  });

  test('is not limited for an administrator', async () => {
    const given = await givenWorkspace();
    for (let call = 0; call < 15; call += 1) expect((await given.call()).status).toBe(200);
    expect((await given.call()).headers.get('x-ratelimit-limit')).toBeNull();
  });
});

describe('the server', () => {
  test('remembers what it was asked, and no credential', async () => {
    const given = await givenWorkspace();
    await given.call();
    given.clock.advance(60);
    await given.call('/api/v1/nothing?token=secret');
    expect(given.server.requests).toEqual([
      { at: '2026-11-21T19:00:00.000Z', method: 'GET', path: '/api/v1/instances.get', status: 200 },
      { at: '2026-11-21T19:01:00.000Z', method: 'GET', path: '/api/v1/nothing', status: 404 },
    ]);
  });

  test('breaks off hung calls when it closes', async () => {
    const given = await givenWorkspace();
    given.workspace.cutOff('hang');
    const hung = given.call();
    const outcome = expect(hung).rejects.toThrow('fetch failed');
    while (given.server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await given.server.close();
    await outcome;
  });
});
