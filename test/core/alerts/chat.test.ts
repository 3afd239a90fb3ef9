import { describe, expect, test } from '@jest/globals';
import type { Alert } from '../../../core/alerts/alert.ts';
import { type AlertObject, readAlertObject } from '../../../core/alerts/alert-object.ts';
import { amazonQMessage } from '../../../core/alerts/renderings/amazon-q.ts';
import { emailOf } from '../../../core/alerts/renderings/email.ts';
import { alertJson, alertObject } from '../../../core/alerts/to-alert-object.ts';
import { mrkdwn } from '../../../core/alerts/renderings/mrkdwn.ts';
import { slackMessage } from '../../../core/alerts/renderings/slack.ts';
import { headingOf } from '../../../core/alerts/sections.ts';
import { smsFrom } from '../../../core/alerts/renderings/sms.ts';
import { subjectOf } from '../../../core/alerts/subject.ts';
import { exampleAlerts } from '../../../cli/examples/alerts.ts';
import { alert as anyAlert } from '../../adapters/dynamodb/arbitrary.ts';
import { oneIn, times } from '../../length.ts';
import { fc } from '../../property.ts';
import { givenAlert, opened, reminded, resolved } from './given.ts';
import { hostileAlerts } from './hostile.ts';
import { hugeAlerts } from './huge.ts';

/** As the functions that post to chats get it. */
const delivered = (alert: Alert): AlertObject => readAlertObject(alertJson(alert, 44 * 1024));

const everyAlert: ReadonlyArray<readonly [string, () => Alert]> = [
  ...[exampleAlerts, hostileAlerts].flatMap((alerts) =>
    oneIn(4, Object.entries(alerts)).map(([name, alert]) => [name, () => alert] as const),
  ),
  ...oneIn(4, Object.entries(hugeAlerts)),
];

/** Everything in a message to Slack that Slack formats. */
const slackTexts = ({ text, blocks }: ReturnType<typeof slackMessage>): string[] => [
  text,
  ...blocks.flatMap((block) => {
    if (block.type === 'header') return [];
    return block.type === 'context' ? block.elements.map((element) => element.text) : [block.text.text];
  }),
];

const amazonQTexts = ({ content, metadata }: ReturnType<typeof amazonQMessage>): string[] => [
  content.title,
  content.description,
  ...content.nextSteps,
  ...content.keywords,
  metadata.summary,
  ...metadata.relatedResources,
];

const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Made when it is first asked for, and not again. */
const once = <Value>(make: () => Value): (() => Value) => {
  const made: Value[] = [];
  return () => {
    const [value = make()] = made;
    made[0] = value;
    return value;
  };
};

/** What Slack documents: https://docs.slack.dev/reference/block-kit/blocks */
const expectWithinSlacksLimits = ({ text, blocks }: ReturnType<typeof slackMessage>): void => {
  expect(text).not.toBe('');
  expect(text.length).toBeLessThanOrEqual(3000);
  expect(blocks.length).toBeGreaterThan(0);
  expect(blocks.length).toBeLessThanOrEqual(50);
  for (const block of blocks) {
    const texts = block.type === 'context' ? block.elements : [block.text];
    for (const one of texts) {
      expect(one.text).not.toBe('');
      expect(one.text.length).toBeLessThanOrEqual(block.type === 'header' ? 150 : 3000);
    }
  }
};

const expectNothingActive = (text: string): void => {
  expect(text).not.toMatch(/[<>]/);
  expect(text.replace(/&(amp|lt|gt);/g, '')).not.toContain('&');
  expect(text).not.toMatch(/@|:\/\/|\]\(/);
  expectPrintable(text);
};

const expectPrintable = (text: string): void => {
  expect(text.replaceAll('\n', ' ')).not.toMatch(unprintable);
};

describe.each(everyAlert)('of %s', (_, make) => {
  const alertOnce = once(make);
  const deliveredOnce = once(() => delivered(alertOnce()));

  test('Slack gets a valid message, in which nothing that a server said does anything', () => {
    const message = slackMessage(deliveredOnce());
    expectWithinSlacksLimits(message);
    for (const text of slackTexts(message)) {
      expectNothingActive(text);
      expect(text.split('```').length % 2).toBe(1);
    }
  });

  test('Amazon Q gets its schema, and nothing that does anything', () => {
    const message = amazonQMessage(deliveredOnce());
    expect(message).toMatchObject({ version: '1.0', source: 'custom', content: { textType: 'client-markdown' } });
    expect(message.content.title.length).toBeLessThanOrEqual(1000);
    expect(message.content.description.length).toBeLessThanOrEqual(3000);
    for (const value of Object.values(message.metadata.additionalContext)) expect(typeof value).toBe('string');
    for (const text of amazonQTexts(message)) expectNothingActive(text);
  });

  test('a phone gets one short text', () => {
    const alert = alertOnce();
    expect(smsFrom(headingOf(alertObject(alert)))).toMatch(/^[ -~]{1,150}$/);
  });

  test('a mail has one subject, and no link or character that plays tricks', () => {
    const [subject, email] = [subjectOf(alertOnce()), emailOf(alertOnce())];
    expect(subject).toMatch(/^[ -~]{1,99}$/);
    expect(email).not.toMatch(/https?:\/\//);
    expectPrintable(email);
  });
});

test('whatever the alert, Slack and Amazon Q can take it', () => {
  fc.assert(
    fc.property(anyAlert, (alert) => {
      const message = slackMessage(delivered(alert));
      expectWithinSlacksLimits(message);
      slackTexts(message).forEach(expectNothingActive);
      amazonQTexts(amazonQMessage(delivered(alert))).forEach(expectNothingActive);
    }),
    { numRuns: times({ short: 30, long: 100 }) },
  );
});

test('Slack gets the true number of what is not shown, also where the alert object was shortened', () => {
  for (const count of oneIn(2, [1_000, 5_000])) {
    const alert = hugeAlerts[`${count === 1_000 ? '1,000' : '5,000'} instances lost at once`];
    const { text } = slackMessage(delivered(alert?.() ?? givenAlert([])));
    expect(text).toContain(`and ${count - 5} more`);
  }
});

describe('a thread of Amazon Q', () => {
  const loss = opened({ kind: 'disappeared', lastSeenAt: '2026-11-21T19:19:00.000Z' });
  const threadOf = (...changes: Parameters<typeof givenAlert>[0]): string =>
    amazonQMessage(delivered(givenAlert(changes))).metadata.threadId;

  test('holds the opening, the reminders and the end of an incident', () => {
    expect(threadOf(reminded(loss))).toBe(threadOf(loss));
    expect(threadOf(resolved(loss, 'returned'))).toBe(threadOf(loss));
  });

  test('is that of the worst incident', () => {
    const mild = opened(
      { kind: 'disconnected', among: [], pattern: 'between' },
      { severity: 'warning', sinceSecondsAgo: 600 },
    );
    expect(threadOf(mild, loss)).toBe(threadOf(loss));
    expect(threadOf(mild)).not.toBe(threadOf(loss));
  });
});

test.each([
  ['a & b < c > d', 'a &amp; b &lt; c &gt; d'],
  ['&amp;', '&amp;amp;'],
  ['chat_1:3000', 'chat_1:3000'],
  ['_chat_', '＿chat＿'],
  ['fe80:abcd:1:2', 'fe80:abcd:1:2'],
  [':skull:', '∶skull:'],
  ['*a* ~b~ `c`', "∗a∗ ∼b∼ 'c'"],
  ['@here', '＠here'],
  ['https://a.example', 'https: //a.example'],
])('to a chat, %s is written as %s', (text, written) => {
  expect(mrkdwn(text)).toBe(written);
});
