import { describe, expect, test } from '@jest/globals';
import type { Recipient, Subscription } from '../../adapters/sns/recipients.ts';
import { operationsNotice } from '../../check/operations-notice.ts';
import { selfCheck, type SelfCheckTools } from '../../check/self-check.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import type { Silence } from '../../core/incidents/silence.ts';
import { givenSnapshot } from '../adapters/dynamodb/given.ts';

const topic = 'arn:aws:sns:us-east-1:123456789012:alerts';
const email = (address: string): Recipient => ({ protocol: 'email', endpoint: address, name: address });
const confirmed = (endpoint: string, protocol = 'email'): Subscription => ({
  protocol,
  endpoint,
  arn: `${topic}:00000000-0000-0000-0000-000000000000`,
});
const pending = (endpoint: string): Subscription => ({ protocol: 'email', endpoint, arn: null });

interface Given {
  /** The times of the checks of each workspace. */
  readonly checks: Readonly<Record<string, readonly Timestamp[]>>;
  /** What the checks of a workspace are like from a time on. */
  readonly blind?: { readonly from: Timestamp; readonly silences?: readonly Silence[] };
  readonly everySeconds?: number;
  readonly recipients?: readonly Recipient[];
  readonly subscriptions?: readonly Subscription[] | Error;
}

/** What is published at that time, as its subject and its text; null where nothing is. */
const noticeAt = async (
  scheduledAt: Timestamp | null,
  at: Timestamp,
  { checks, blind, everySeconds = 60, recipients = [], subscriptions = [] }: Given,
) => {
  const until = (name: string, end: Timestamp) => {
    const takenAt = (checks[name] ?? []).filter((time) => time <= end).at(-1);
    if (takenAt === undefined) return Promise.resolve(null);
    const snapshot = { ...givenSnapshot(), workspace: name, takenAt };
    const isBlind = blind !== undefined && takenAt >= blind.from;
    const health = { ...snapshot.health, seenAt: isBlind ? blind.from : takenAt };
    const failure = isBlind ? { outcome: 'timeout' as const, detail: 'no answer', httpStatus: null } : null;
    return Promise.resolve({ ...snapshot, health, failure, silences: blind?.silences ?? [] });
  };
  const tools: SelfCheckTools = {
    history: { latest: (name) => until(name, at), latestUntil: (name, span) => until(name, span.until) },
    subscriptionsOf: () =>
      subscriptions instanceof Error ? Promise.reject(subscriptions) : Promise.resolve(subscriptions),
  };
  const event = {
    scheduledAt,
    stack: 'RocketChatAlerter',
    docsUrl: null,
    workspaces: Object.keys(checks).map((name) => ({ name, everySeconds })),
    topics: [{ name: 'alerts', arn: topic, recipients }],
  };
  const findings = await selfCheck(event, at, tools);
  return { notice: operationsNotice(findings, event), unknown: findings.unknown };
};

const hourly = async (at: Timestamp, given: Given) => (await noticeAt(at, at, given)).notice;

/** A check a minute, from one time to another. */
const eachMinute = (from: Timestamp, to: Timestamp): Timestamp[] => {
  const times: Timestamp[] = [];
  for (let time = from; time <= to; time = plusSeconds(time, 60)) times.push(time);
  return times;
};

const muted: Silence = {
  id: 'a',
  kinds: null,
  instance: null,
  from: '2026-11-21T00:00:00.000Z',
  until: '2026-11-22T00:00:00.000Z',
  reason: 'a new data centre',
};

const noon = '2026-11-21T12:07:00.000Z';
const day = '2026-11-21T00:00:00.000Z';

describe('a workspace that is checked, and not seen', () => {
  const checks = { production: eachMinute(day, '2026-11-21T15:00:00.000Z') };
  const from: Timestamp = '2026-11-21T11:30:00.000Z';

  test('is named after an hour, then once a day, and once it is seen', async () => {
    const given = { checks, blind: { from } };
    expect(await hourly('2026-11-21T12:07:00.000Z', given)).toBeNull();
    expect(await hourly('2026-11-21T13:07:00.000Z', given)).toMatchObject({
      subject: '[RocketChatAlerter] sees nothing: production',
      text: expect.stringContaining('- production: timeout, last seen 2026-11-21 11:30 UTC'),
      object: { unchecked: [], blind: [{ workspace: 'production', outcome: 'timeout', seenAt: from }] },
    });
    expect(await hourly('2026-11-21T14:07:00.000Z', given)).toBeNull();
    expect((await noticeAt(null, '2026-11-21T14:07:00.000Z', given)).notice).not.toBeNull();
  });

  test('is not named where somebody has muted that', async () => {
    expect(await hourly('2026-11-21T13:07:00.000Z', { checks, blind: { from, silences: [muted] } })).toBeNull();
    const ofOne = { ...muted, instance: '10.9.0.1:3000' };
    expect(await hourly('2026-11-21T13:07:00.000Z', { checks, blind: { from, silences: [ofOne] } })).not.toBeNull();
  });
});

describe('a workspace whose checks have stopped', () => {
  const production = eachMinute(day, noon);
  const stopped = eachMinute(day, '2026-11-21T11:30:00.000Z');

  test('is named within the hour, and while it stays so not again', async () => {
    const given = { checks: { production, staging: stopped } };
    expect(await hourly('2026-11-21T11:07:00.000Z', given)).toBeNull();
    expect(await hourly(noon, given)).toMatchObject({
      subject: '[RocketChatAlerter] not checked: staging',
      text: expect.stringContaining('- staging: last check 2026-11-21 11:30 UTC, due every minute'),
      object: { type: 'notice', unchecked: [{ workspace: 'staging', lastCheck: '2026-11-21T11:30:00.000Z' }] },
    });
    expect(
      await hourly('2026-11-21T13:07:00.000Z', {
        checks: { production: eachMinute(day, '2026-11-21T13:07:00.000Z'), staging: stopped },
      }),
    ).toBeNull();
  });

  test('is not hidden by another that stopped before', async () => {
    const later = eachMinute(day, '2026-11-21T12:20:00.000Z');
    const at = '2026-11-21T13:07:00.000Z';
    expect(await hourly(at, { checks: { staging: stopped, tenant: later } })).toMatchObject({
      subject: '[RocketChatAlerter] not checked: tenant',
    });
  });

  test('is named once more when it is checked again', async () => {
    const again = [...stopped, ...eachMinute('2026-11-21T13:30:00.000Z', '2026-11-21T14:07:00.000Z')];
    expect(await hourly('2026-11-21T14:07:00.000Z', { checks: { staging: again } })).toMatchObject({
      subject: '[RocketChatAlerter] checked again: staging',
      object: { unchecked: [], checkedAgain: ['staging'] },
    });
  });

  test('is named every day, and whenever somebody asks', async () => {
    const tomorrow = '2026-11-22T06:07:00.000Z';
    expect(await hourly(tomorrow, { checks: { staging: stopped } })).toMatchObject({
      subject: '[RocketChatAlerter] not checked: staging',
    });
    expect(await hourly('2026-11-22T07:07:00.000Z', { checks: { staging: stopped } })).toBeNull();
    const asked = await noticeAt(null, '2026-11-22T07:07:00.000Z', { checks: { staging: stopped } });
    expect(asked.notice).not.toBeNull();
  });

  test('is given five of its intervals', async () => {
    const checks: Given['checks'] = { slow: ['2026-11-21T02:00:00.000Z'] };
    expect(await hourly(noon, { checks, everySeconds: 7_200 })).toMatchObject({ object: { unchecked: [{}] } });
    expect(await hourly('2026-11-21T11:07:00.000Z', { checks, everySeconds: 7_200 })).toBeNull();
  });

  test('is each named once over a day of hourly looks, whatever else is wrong', async () => {
    const ends: Record<string, Timestamp> = {
      a: '2026-11-21T09:10:00.000Z',
      b: '2026-11-21T09:50:00.000Z',
      c: '2026-11-21T15:59:00.000Z',
    };
    const checks = Object.fromEntries(Object.entries(ends).map(([name, end]) => [name, eachMinute(day, end)]));
    const named: string[] = [];
    for (let hour = 8; hour < 24; hour += 1) {
      const at: Timestamp = `2026-11-21T${String(hour).padStart(2, '0')}:07:00.000Z`;
      const seen = Object.fromEntries(
        Object.entries(checks).map(([name, times]) => [name, times.filter((time) => time <= at)]),
      );
      const notice = await hourly(at, { checks: seen });
      named.push(...(notice?.object.unchecked ?? []).map(({ workspace }) => `${workspace} at ${hour}`));
    }
    expect(named).toEqual(['a at 10', 'b at 10', 'c at 16']);
  });
});

describe('a workspace that was never checked', () => {
  const given = { checks: { new: [] } };

  test('is named once a day, since it may have come just now', async () => {
    expect(await hourly(noon, given)).toBeNull();
    expect(await hourly('2026-11-21T06:07:00.000Z', given)).toMatchObject({
      text: expect.stringContaining('- new: no recorded check'),
    });
  });

  test('is not named where it is due but twice a day', async () => {
    expect(await hourly('2026-11-21T06:07:00.000Z', { ...given, everySeconds: 43_200 })).toBeNull();
  });
});

describe('a recipient', () => {
  const checks = { production: eachMinute(day, '2026-11-21T06:07:00.000Z') };
  const at = '2026-11-21T06:07:00.000Z';
  const missing = async (recipients: readonly Recipient[], subscriptions: readonly Subscription[]) =>
    (await hourly(at, { checks, recipients, subscriptions }))?.object.missingRecipients ?? [];

  test('who has confirmed is not named', async () => {
    expect(await missing([email('ops@example.com')], [confirmed('OPS@example.com')])).toEqual([]);
  });

  test('who has not confirmed is named, with how long there is time', async () => {
    expect(await missing([email('ops@example.com')], [pending('ops@example.com')])).toEqual([
      { topic: 'alerts', name: 'ops@example.com', advice: expect.stringMatching(/^not confirmed: .* within 48 hours/) },
    ]);
  });

  test('who is gone is named, with what to do', async () => {
    expect(await missing([email('ops@example.com')], [confirmed('dev@example.com')])).toEqual([
      { topic: 'alerts', name: 'ops@example.com', advice: expect.stringMatching(/^not subscribed any more .*again$/) },
    ]);
  });

  test('that is a queue of another account is for its owner to subscribe', async () => {
    const arn = 'arn:aws:sqs:us-east-1:210987654321:alerts';
    const queue: Recipient = { protocol: 'sqs', endpoint: arn, name: arn };
    expect(await missing([queue], [])).toMatchObject([
      { advice: `not subscribed: the owner of account 210987654321 has to subscribe it to ${topic}` },
    ]);
    expect(await missing([queue], [confirmed(arn, 'sqs')])).toEqual([]);
  });

  test('that is Amazon Q Developer is whatever subscribes by https', async () => {
    const amazonQ: Recipient = { protocol: 'https', endpoint: null, name: 'Amazon Q Developer' };
    expect(await missing([amazonQ], [])).toMatchObject([{ advice: expect.stringContaining('add arn:aws:sns:') }]);
    expect(await missing([amazonQ], [confirmed('https://global.sns-api.chatbot.amazonaws.com', 'https')])).toEqual([]);
  });

  test('is looked at once a day', async () => {
    const given = { checks: {}, recipients: [email('ops@example.com')] };
    expect(await hourly(noon, given)).toBeNull();
    expect(await hourly(at, given)).toMatchObject({ subject: '[RocketChatAlerter] gets nothing: ops@example.com' });
  });

  test('of a topic that cannot be asked is not known, and listed so', async () => {
    const recipients = [email('ops@example.com')];
    const { notice, unknown } = await noticeAt(at, at, { checks, recipients, subscriptions: new Error('denied') });
    expect([notice, unknown]).toEqual([null, [`the subscriptions of ${topic}: denied`]]);
  });
});

test('a notice about hundreds has a subject that SNS takes', async () => {
  const names = Array.from({ length: 300 }, (_, index) => `workspace-${index}`);
  const checks = Object.fromEntries(names.map((name) => [name, []]));
  const notice = await hourly('2026-11-21T06:07:00.000Z', { checks });
  expect(notice?.subject).toMatch(/^[\x20-\x7e]{1,99}$/);
  expect(notice?.object.unchecked).toHaveLength(300);
  expect(JSON.stringify(notice).length).toBeLessThan(100_000);
});
