import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serviceNames } from '../../../adapters/services/registry.ts';
import { SentRequests } from '../../../adapters/services/sent-requests.ts';
import { exampleAlerts } from '../../../cli/examples/alerts.ts';
import { alertObject, alertObjectJson } from '../../../core/alerts/to-alert-object.ts';
import { readAlertObject } from '../../../core/alerts/alert-object.ts';
import { hostileAlerts } from '../../core/alerts/hostile.ts';
import { hugeAlerts } from '../../core/alerts/huge.ts';
import { oneIn } from '../../length.ts';
import { delivering, exampleNamed, opening, serviceOf } from './delivering.ts';
import { incomingWebhook } from './fakes/incoming-webhook.ts';
import { fakes } from './fakes/list.ts';
import { type Reaction, serveService, type ServiceServer } from './service-server.ts';

/** As SNS delivers it to a function. */
const maxJsonBytes = 44 * 1024;

/** Made once: they are large. */
const difficult = [
  ...Object.entries(hugeAlerts).map(([name, make]) => [name, make()] as const),
  ...Object.entries(hostileAlerts),
].map(([name, alert]) => [name, readAlertObject(alertObjectJson(alertObject(alert), maxJsonBytes))] as const);

test('there is a strict server for every service', () => {
  expect(fakes.map(({ name }) => name)).toEqual(serviceNames);
});

describe.each([...fakes, incomingWebhook])('$name', (fake) => {
  let server: ServiceServer;
  beforeAll(async () => {
    server = await serveService(fake);
  });
  afterAll(async () => {
    await server.close();
  });
  const failing = (...reactions: readonly Reaction[]) => delivering(fake, server, { reactions });

  test('accepts every example, within its limits', async () => {
    for (const name of oneIn(6, Object.keys(exampleAlerts))) {
      const { outcome, reason } = await delivering(fake, server, { alert: exampleNamed(name) });
      expect([name, outcome, reason, server.refused]).toEqual([name, 'accepted', '', []]);
    }
  });

  test('accepts alerts of hostile servers and huge ones, within its limits', async () => {
    for (const [name, alert] of oneIn(3, difficult)) {
      const { outcome, reason } = await delivering(fake, server, { alert });
      expect([name, outcome, reason, server.refused]).toEqual([name, 'accepted', '', []]);
    }
  });

  test.each<[string, Reaction, string, RegExp]>([
    ['an alert that it does not take', fake.refusal, 'refused', /report it with this line/],
  ])('is not tried again with %s', async (_, reaction, kind, reason) => {
    const failed = await failing(reaction, 'take');
    expect(failed).toMatchObject({ outcome: kind, isRetryable: false, waits: [] });
    expect(failed.got).toHaveLength(1);
    expect(failed.reason).toMatch(reason);
  });

  test('is not followed where it sends the alert elsewhere', async () => {
    const failed = await failing({ status: 307, headers: { Location: 'https://elsewhere.invalid/' } }, 'take');
    expect(failed).toMatchObject({ isRetryable: false, waits: [], reason: expect.stringMatching(/not followed/) });
    expect(failed.got).toHaveLength(1);
  });

  test.each<[string, Reaction, readonly number[]]>([
    ['a rate limit that says how long', fake.rateLimit(3), [3_500]],
    ['a rate limit that does not say how long', fake.rateLimit(null), [500]],
    ['an error of the server', { status: 500, body: 'oops' }, [500]],
    ['an outage that says how long', { status: 503, headers: { 'Retry-After': '5' } }, [5_500]],
    ['a timeout of a proxy', { status: 408 }, [500]],
    ['a lost connection', 'hang up', [500]],
  ])('is tried again after %s', async (_, reaction, waits) => {
    expect(await failing(reaction, 'take')).toMatchObject({ outcome: 'accepted', waits });
  });

  test.each<[string, Reaction, string]>([
    ['an error of the server that lasts', { status: 502 }, 'later'],
    ['a rate limit that lasts', fake.rateLimit(null), 'later'],
    ['connections that are lost', 'hang up', 'network'],
  ])('has three further tries with %s, and then its function another run', async (_, reaction, kind) => {
    const failed = await failing(reaction);
    expect(failed).toMatchObject({ outcome: kind, isRetryable: true, waits: [500, 1_000, 2_000] });
    expect(failed.got).toHaveLength(4);
    expect(failed.reason).not.toMatch(fake.secretParts);
  });

  test('is tried again where it does not answer, and given up in time', async () => {
    const limits = { callMilliseconds: 200 };
    expect(await delivering(fake, server, { reactions: ['hang', 'take'], limits })).toMatchObject({
      outcome: 'accepted',
    });
    const hung = await delivering(fake, server, { reactions: ['hang'], limits: { ...limits, retries: 1 } });
    expect(hung).toMatchObject({ outcome: 'timeout', isRetryable: true });
    expect(hung.reason).not.toMatch(fake.secretParts);
  });

  test('is left for a later attempt where the rate limit lasts too long', async () => {
    const limited = await failing(fake.rateLimit(60));
    expect(limited).toMatchObject({ outcome: 'later', isRetryable: true, waits: [] });
    expect(limited.got).toHaveLength(1);
  });

  test('says what to do about a secret that it does not know', async () => {
    const wrong = await delivering(fake, server, { secrets: [fake.unknownSecret(server.url)] });
    expect(wrong.outcome).toBe('wrong-secret');
    expect(wrong.isRetryable).toBe(false);
    expect(wrong.got).toHaveLength(1);
    expect(wrong.reason).toMatch(/^127\.0\.0\.1:\d+: HTTP 4\d\d .*Store .* again/);
    expect(wrong.reason).not.toMatch(fake.secretParts);
  });

  test('says what to do where there is no such receiver any more', async () => {
    const failed = await failing({ status: 410, body: 'gone' }, 'take');
    expect(failed).toMatchObject({ isRetryable: false, waits: [] });
    expect(failed.reason).toMatch(/Store .* again|receiver still exists/);
  });

  test('gets the alert with the new secret, once another is stored', async () => {
    const secrets = [fake.unknownSecret(server.url), fake.secret(server.url)];
    const renewed = await delivering(fake, server, { secrets });
    expect(renewed.outcome).toBe('accepted');
    expect(renewed.got).toHaveLength(2);
  });

  test.each([403, 400, 500])('never has its secret shown, where an answer of %d repeats it', async (status) => {
    const { got } = await delivering(fake, server);
    const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = got;
    const echo = `${path} ${Object.values(headers).join(' ')} ${body} ${fake.secret(server.url)}`;
    for (const text of [echo, JSON.stringify({ message: echo }), `<html><title>${echo}</title></html>`]) {
      const failed = await delivering(fake, server, { reactions: [{ status, body: text }], limits: { retries: 0 } });
      expect(failed.outcome).not.toBe('accepted');
      expect(failed.reason).not.toMatch(fake.secretParts);
    }
  });

  test('never has a link that acknowledges shown, where an answer repeats it', async () => {
    const acknowledgeUrl = 'https://alerts.example.com/ack/s3cr3tClaim.s3cr3tSignature';
    const alert = { ...opening, changes: opening.changes.map((change) => ({ ...change, acknowledgeUrl })) };
    for (const body of [
      acknowledgeUrl,
      new URL(acknowledgeUrl).pathname,
      JSON.stringify({ message: acknowledgeUrl }),
    ]) {
      const failed = await delivering(fake, server, { alert, reactions: [{ status: 400, body }] });
      expect(failed.reason).toContain('HTTP 400');
      expect(failed.reason).not.toMatch(/s3cr3t(?:Claim|Signature)/);
    }
  });

  test('never has its secret shown, where the answer cannot be read or leads elsewhere', async () => {
    const secret = encodeURI(fake.secret('https://elsewhere.invalid'));
    for (const reaction of [
      { status: 302, headers: { Location: secret } },
      { status: 200, body: 'ok'.repeat(50_000) },
      { status: 200, headers: { 'Content-Encoding': 'gzip' }, body: 'ok' },
    ]) {
      const failed = await delivering(fake, server, { reactions: [reaction], limits: { retries: 0 } });
      expect(failed.outcome).not.toBe('accepted');
      expect(failed.reason).not.toMatch(fake.secretParts);
    }
  });

  test('gets nothing twice where another attempt goes on from what was accepted', async () => {
    const sent = new SentRequests();
    const alert = exampleNamed('many.a-bad-morning');
    const all = await delivering(fake, server, { alert });
    const reactions: readonly Reaction[] = [...all.got.slice(1).map(() => 'take' as const), { status: 500 }];
    const first = await delivering(fake, server, { alert, reactions, sent, limits: { retries: 0 } });
    expect(first.outcome).toBe('later');
    const second = await delivering(fake, server, { alert, sent });
    expect([second.outcome, second.got.length]).toEqual(['accepted', 1]);
  });

  test('gets no opening that comes after its end, where it keeps incidents', async () => {
    const [change] = opening.changes;
    if (change === undefined) throw new Error('the example has no change');
    const sent = new SentRequests();
    const later = { takenAt: '2026-11-21T19:23:00.000Z', id: 'production/2026-11-21T19:23:00.000Z' } as const;
    const end = { ...opening, ...later, changes: [{ ...change, change: 'resolved', reason: 'returned' } as const] };
    const first = await delivering(fake, server, { sent, reactions: [{ status: 500 }], limits: { retries: 0 } });
    expect([first.outcome, first.got.length]).toEqual(['later', 1]);
    expect(await delivering(fake, server, { sent, alert: end })).toMatchObject({ outcome: 'accepted' });
    const late = await delivering(fake, server, { sent });
    expect([late.outcome, late.got.length]).toEqual(['accepted', serviceOf(fake).isLifecycle ? 0 : 1]);
    // When it opens again, it is sent.
    const again = {
      ...opening,
      takenAt: '2026-11-21T19:30:00.000Z',
      id: 'production/2026-11-21T19:30:00.000Z',
    } as const;
    expect((await delivering(fake, server, { sent, alert: again })).got).toHaveLength(1);
  });

  test('gets the same for the same alert', async () => {
    const [one, other] = [await delivering(fake, server), await delivering(fake, server, { alert: opening })];
    expect(one.got.map(({ path, body }) => [path, body])).toEqual(other.got.map(({ path, body }) => [path, body]));
  });
});
