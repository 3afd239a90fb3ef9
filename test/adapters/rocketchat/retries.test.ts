import { afterEach, describe, expect, test } from '@jest/globals';
import type { RequestListener } from 'node:http';
import { fetchObservation } from '../../../adapters/rocketchat/fetch-observation.ts';
import type { Limits } from '../../../adapters/rocketchat/limits.ts';
import { answering, credentials, givenClock, startOfTest, twoInstances } from './observing.ts';
import { closeServers, givenNoServer, givenServer } from './servers.ts';
import { toTimestamp } from '../../../core/base/time.ts';

afterEach(closeServers);

const succeeding = answering(200, twoInstances);
const failing = answering(503, 'down');
const hangingUp: RequestListener = (request) => request.socket.destroy();
const silent: RequestListener = () => undefined;

/** The server's clock is an hour ahead of ours. */
const serverDate = 'Sat, 21 Nov 2026 20:20:00 GMT';
const limited = (headers: Record<string, string>) =>
  answering(429, { success: false }, { Date: serverDate, ...headers });
const resetIn = (seconds: number) => limited({ 'X-RateLimit-Reset': String(Date.parse(serverDate) + seconds * 1000) });

interface Case {
  /** What the server does with each call in turn; the last of them with all that follow. */
  readonly calls: readonly [RequestListener, ...RequestListener[]];
  readonly limits?: Partial<Limits>;
  /** 0 to below 1. */
  readonly random?: number;
}

const observed = async ({ calls, limits = {}, random = 0.5 }: Case) => {
  let count = 0;
  const url = await givenServer((request, response) => {
    const listener = calls[count] ?? calls.at(-1) ?? succeeding;
    count += 1;
    listener(request, response);
  });
  const clock = givenClock();
  const { outcome } = await fetchObservation({ url, allowInsecure: false }, credentials, {
    clock,
    limits,
    random: () => random,
  });
  return { outcome, calls: count, waits: clock.sleeps };
};

const refusal = { success: false, error: 'You must be logged in to do this.' };

describe('what passes is tried again:', () => {
  test.each<[string, Case, Awaited<ReturnType<typeof observed>>]>([
    ['nothing after a success', { calls: [succeeding] }, { outcome: 'ok', calls: 1, waits: [] }],
    ['an error of the server', { calls: [failing, succeeding] }, { outcome: 'ok', calls: 2, waits: [500] }],
    [
      'a broken connection, twice',
      { calls: [hangingUp, hangingUp, succeeding] },
      { outcome: 'ok', calls: 3, waits: [500, 1000] },
    ],
    ['at most twice', { calls: [failing] }, { outcome: 'server-error', calls: 3, waits: [500, 1000] }],
    [
      'a timeout',
      { calls: [silent, succeeding], limits: { callMilliseconds: 500 } },
      { outcome: 'ok', calls: 2, waits: [500] },
    ],
    [
      'after no wait at the one end of the jitter',
      { calls: [failing], random: 0 },
      { outcome: 'server-error', calls: 3, waits: [0, 0] },
    ],
    [
      'after the whole back-off at the other',
      { calls: [failing], random: 0.999 },
      { outcome: 'server-error', calls: 3, waits: [999, 1998] },
    ],
    [
      'a process without its broker, in whose place another may answer',
      { calls: [answering(400, "Service '$node.list' is not available."), succeeding] },
      { outcome: 'ok', calls: 2, waits: [500] },
    ],
    [
      'and what lasts ends it',
      { calls: [failing, answering(401, refusal)] },
      { outcome: 'unauthorized', calls: 2, waits: [500] },
    ],
  ])('%s', async (_, given, expected) => {
    expect(await observed(given)).toEqual(expected);
  });

  test('a refused connection', async () => {
    const clock = givenClock();
    const url = await givenNoServer();
    expect(await fetchObservation({ url, allowInsecure: false }, credentials, { clock })).toMatchObject({
      outcome: 'network',
    });
    expect(clock.sleeps).toHaveLength(2);
  });

  test('within the back-off, by chance, by default', async () => {
    const clock = givenClock();
    await fetchObservation({ url: await givenServer(failing), allowInsecure: false }, credentials, { clock });
    const [first = NaN, second = NaN] = clock.sleeps;
    expect(first).toBeLessThan(1_000);
    expect(second).toBeLessThan(2_000);
    expect(first).not.toBe(second);
  });
});

describe('what lasts is not tried again:', () => {
  test.each<[string, RequestListener]>([
    ['unauthorized', answering(401, refusal)],
    ['forbidden', answering(403, { success: false, error: 'unauthorized' })],
    ['blocked', answering(403, {})],
    ['bad-response', answering(200, 'hello')],
    ['bad-response', answering(302, '', { Location: 'https://elsewhere.invalid/' })],
    ['too-large', answering(200, ' '.repeat(6_000_000))],
  ])('%s', async (outcome, listener) => {
    expect(await observed({ calls: [listener] })).toEqual({ outcome, calls: 1, waits: [] });
  });
});

describe('after too many calls', () => {
  test.each<[string, RequestListener, number]>([
    ['by X-RateLimit-Reset in milliseconds, against the clock of the server', resetIn(8), 8_500],
    ['by X-RateLimit-Reset that has passed', resetIn(-5), 500],
    ['by Retry-After in seconds', limited({ 'Retry-After': '3' }), 3_500],
    ['by Retry-After as a date', limited({ 'Retry-After': 'Sat, 21 Nov 2026 20:20:04 GMT' }), 4_500],
    ['by Retry-After first', limited({ 'Retry-After': '3', 'X-RateLimit-Reset': '9999999999999' }), 3_500],
    [
      'by X-RateLimit-Reset without a Date',
      answering(429, {}, { Date: '', 'X-RateLimit-Reset': String(Date.parse(startOfTest) + 2_000) }),
      2_500,
    ],
  ])('the reset is waited for %s', async (_, listener, wait) => {
    expect(await observed({ calls: [listener, succeeding] })).toEqual({ outcome: 'ok', calls: 2, waits: [wait] });
  });

  test.each<[string, RequestListener]>([
    ['lies beyond what the observation may take', resetIn(37)],
    ['leaves no time for a whole call', resetIn(14)],
    ['is not given', limited({})],
    ['cannot be read', limited({ 'Retry-After': '-1', 'X-RateLimit-Reset': 'soon' })],
    ['is given in other units', limited({ 'X-RateLimit-Reset': '60' })],
  ])('nothing is tried where the reset %s', async (_, listener) => {
    expect(await observed({ calls: [listener, succeeding] })).toEqual({ outcome: 'rate-limited', calls: 1, waits: [] });
  });
});

describe('the whole observation', () => {
  test('does not begin a call that could end too late', async () => {
    // After the first wait, 23.0 s are spent of 24: a call may take 1.
    const limits = { callMilliseconds: 1_000 };
    expect(await observed({ calls: [resetIn(22.5)], limits })).toEqual({
      outcome: 'rate-limited',
      calls: 2,
      waits: [23_000],
    });
  });

  test('counts real time: against a server that never answers there is no third call', async () => {
    let calls = 0;
    const url = await givenServer(() => {
      calls += 1;
    });
    const clock = {
      now: () => toTimestamp(new Date()),
      sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
    };
    const limits = { callMilliseconds: 400, observationMilliseconds: 1_150, backoffMilliseconds: 10 };
    const seen = await fetchObservation({ url, allowInsecure: false }, credentials, { clock, limits });
    expect(seen.outcome).toBe('timeout');
    expect(calls).toBe(2);
  });
});
