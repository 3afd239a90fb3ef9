import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DeliveryLimits } from '../../../adapters/http/delivery-limits.ts';
import { postToWebhook } from '../../../adapters/webhook/webhook.ts';
import { givenClock } from '../rocketchat/observing.ts';
import { certificate } from '../rocketchat/certificate.ts';
import { givenHttpsServer, givenNoServer } from '../rocketchat/servers.ts';
import { type Reaction, serveWebhook, type WebhookServer, webhookPath } from './webhook-server.ts';

const message = { text: '[production] 1 of 3 instances disappeared', blocks: [] };

let server: WebhookServer;
beforeEach(async () => {
  server = await serveWebhook();
});
afterEach(async () => {
  await server.close();
});

const posted = async (reactions: readonly Reaction[], limits: Partial<DeliveryLimits> = {}, random = 0.5) => {
  server.react(...reactions);
  const clock = givenClock();
  const outcome = await postToWebhook(server.url, message, { clock, limits, random: () => random });
  return { outcome: outcome.outcome, posts: server.posts, waits: clock.sleeps };
};

const failureOf = async (reaction: Reaction, limits: Partial<DeliveryLimits> = {}) => {
  server.react(reaction);
  const outcome = await postToWebhook(server.url, message, { clock: givenClock(), limits: { retries: 0, ...limits } });
  if (outcome.outcome === 'posted') throw new Error('it was posted');
  return outcome;
};

const limited = (seconds: string): Reaction => ({
  status: 429,
  body: 'rate_limited',
  headers: { 'Retry-After': seconds, Date: 'Sat, 21 Nov 2026 19:20:00 GMT' },
});
const failing: Reaction = { status: 500, body: 'rollup_error' };

test('a message that Slack takes is posted as it is, once', async () => {
  expect(await posted(['take'])).toEqual({ outcome: 'posted', posts: 1, waits: [] });
  expect(server.taken.map((text): unknown => JSON.parse(text))).toEqual([message]);
});

test.each([
  ['Rocket.Chat', '{"success":true}'],
  ['Mattermost', 'ok'],
])('the answer of %s is understood', async (_, body) => {
  expect(await posted([{ status: 200, body }])).toMatchObject({ outcome: 'posted', posts: 1 });
});

test('a server with a certificate of a private authority is trusted where that is given, and for that post alone', async () => {
  const { authority, ...identity } = certificate('localhost', 'unknown authority');
  const url = new URL(
    await givenHttpsServer(identity, (request, response) => void (request.resume(), response.end('ok'))),
  );
  url.pathname = webhookPath;
  const limits = { retries: 0 };
  const tools = { clock: givenClock(), limits };
  expect(await postToWebhook(url, message, { ...tools, ca: authority })).toEqual({ outcome: 'posted' });
  expect(await postToWebhook(url, message, tools)).toMatchObject({
    outcome: 'network',
    reason: expect.stringContaining('certificate cannot be verified'),
  });
});

describe('what passes is tried again within the time there is:', () => {
  test.each<[string, readonly Reaction[], Awaited<ReturnType<typeof posted>>]>([
    [
      'a rate limit, after the seconds it names',
      [limited('3'), 'take'],
      { outcome: 'posted', posts: 2, waits: [3_500] },
    ],
    [
      'a rate limit, after the time it names',
      [limited('Sat, 21 Nov 2026 19:20:04 GMT'), 'take'],
      { outcome: 'posted', posts: 2, waits: [4_500] },
    ],
    ['a rate limit that names no time', [limited(''), 'take'], { outcome: 'posted', posts: 2, waits: [500] }],
    ['a rate limit that ends too late', [limited('30')], { outcome: 'rate-limited', posts: 1, waits: [] }],
    ['an error of the server', [failing, 'take'], { outcome: 'posted', posts: 2, waits: [500] }],
    [
      'an outage that names its end',
      [{ status: 503, headers: { 'Retry-After': '5' } }, 'take'],
      { outcome: 'posted', posts: 2, waits: [5_500] },
    ],
    ['a lost connection', ['hang up', 'hang up', 'take'], { outcome: 'posted', posts: 3, waits: [500, 1_000] }],
    ['but three times at most', [failing], { outcome: 'server-error', posts: 4, waits: [500, 1_000, 2_000] }],
  ])('%s', async (_, reactions, expected) => {
    expect(await posted(reactions)).toEqual(expected);
  });

  test('no answer', async () => {
    const given = await posted(['hang', 'take'], { callMilliseconds: 300 });
    expect(given).toEqual({ outcome: 'posted', posts: 2, waits: [500] });
  });

  test('a refused connection', async () => {
    const clock = givenClock();
    const url = new URL(webhookPath, await givenNoServer());
    expect(await postToWebhook(url, message, { clock })).toMatchObject({ outcome: 'network', retryable: true });
    expect(clock.sleeps).toHaveLength(3);
  });
});

describe('what lasts is not tried again, and reported with what to do:', () => {
  test.each<[string, Reaction, string, RegExp]>([
    ['a message that is not taken', { status: 400, body: 'invalid_payload' }, 'refused', /"invalid_payload".*report/],
    ['a webhook that may not post', { status: 403, body: 'action_prohibited' }, 'forbidden', /"action_prohibited"/],
    ['no such webhook', { status: 404, body: 'no_service' }, 'gone', /HTTP 404 Not Found, "no_service".*new webhook/],
    ['an archived channel', { status: 410, body: 'channel_is_archived' }, 'gone', /"channel_is_archived"/],
    [
      'a channel that is gone in Rocket.Chat',
      { status: 400, body: '{"success":false,"error":"invalid-channel"}' },
      'gone',
      /invalid-channel.* See whether its channel still exists/,
    ],
    [
      'an integration that is gone in Rocket.Chat',
      { status: 400, body: '{"success":false,"error":"Invalid integration id or token provided."}' },
      'gone',
      /new webhook/,
    ],
    ['a refusal that looks like a success', { status: 200, body: '{"success":false}' }, 'refused', /HTTP 200/],
    ['a page', { status: 200, body: '<!DOCTYPE html><title>Chat</title>' }, 'not-a-webhook', /HTML page "Chat"/],
    [
      'a redirect to another host',
      { status: 307, headers: { Location: 'https://elsewhere.invalid/hooks/1' } },
      'not-a-webhook',
      /a redirect to elsewhere\.invalid, which was not followed/,
    ],
  ])('%s', async (_, reaction, kind, reason) => {
    expect(await posted([reaction, 'take'])).toEqual({ outcome: kind, posts: 1, waits: [] });
    expect(await failureOf(reaction)).toEqual({
      outcome: kind,
      retryable: false,
      reason: expect.stringMatching(reason),
    });
  });
});

describe('whatever goes wrong, the URL is not shown', () => {
  const echo = `Cannot POST ${webhookPath}: ${webhookPath.toUpperCase()} ${webhookPath.split('/').join(' ')}`;
  test.each<[string, Reaction]>([
    ['a server that sends it back', { status: 404, body: echo }],
    ['a page that holds it', { status: 200, body: `<html><title>${echo}</title></html>` }],
    ['JSON that holds it', { status: 400, body: JSON.stringify({ message: echo }) }],
    ['a redirect to it', { status: 302, headers: { Location: webhookPath } }],
    ['a redirect to it elsewhere', { status: 302, headers: { Location: `https://elsewhere.invalid${webhookPath}` } }],
    ['a lost connection', 'hang up'],
    ['no answer', 'hang'],
    ['an endless answer', { status: 200, body: 'ok'.repeat(50_000) }],
    ['no HTTP', { status: 200, headers: { 'Content-Encoding': 'gzip' }, body: 'ok' }],
  ])('of %s', async (_, reaction) => {
    const message = JSON.stringify(await failureOf(reaction, { callMilliseconds: 300 }));
    expect(message).toContain(server.url.host);
    expect(message).not.toMatch(/s3cr3t|SECRET\d/i);
  });
});
