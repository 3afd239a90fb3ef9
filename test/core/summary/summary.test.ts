import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { summaryMessage } from '../../../adapters/sns/summary-message.ts';
import { discordStyle, htmlStyle } from '../../../core/alerts/renderings/chat-styles.ts';
import { chatHeading } from '../../../core/alerts/renderings/chat-post.ts';
import { amazonQSummary } from '../../../core/summary/renderings/amazon-q.ts';
import { summaryPost } from '../../../core/summary/renderings/chat.ts';
import { summaryEmail } from '../../../core/summary/renderings/plain.ts';
import { slackSummary } from '../../../core/summary/renderings/slack.ts';
import { readSummaryObject, type SummaryObject } from '../../../core/summary/summary-object.ts';
import { badWeek, givenSummary, givenWeek, summaries } from './given.ts';

const directory = join(import.meta.dirname, 'golden');
const fileOf = (name: string): string => join(directory, `${name}.golden.txt`);
/** `UPDATE_GOLDEN=1 npx jest test/core/summary` writes the files anew: read them before you commit them. */
const isUpdating = process.env['UPDATE_GOLDEN'] === '1';

const rendered = (summary: SummaryObject): string => {
  const post = summaryPost(summary);
  const { content } = amazonQSummary(summary);
  return [
    '======== email',
    `Subject: ${summaryMessage(summary, 'all').Subject ?? ''}`,
    '',
    summaryEmail(summary).trimEnd(),
    '======== slack',
    slackSummary(summary).text,
    '======== q',
    content.title,
    '',
    content.description,
    '======== html',
    chatHeading(post, 250),
    '',
    post.textIn(htmlStyle, 4_000),
    '',
  ].join('\n');
};

describe('a summary reads as its golden file', () => {
  test.each(Object.entries(summaries))('%s', (name, summary) => {
    if (isUpdating) writeFileSync(fileOf(name), rendered(summary));
    expect(existsSync(fileOf(name)) ? readFileSync(fileOf(name), 'utf8') : '').toBe(rendered(summary));
  });

  test('and no file is left over', () => {
    const names = readdirSync(directory).map((file) => file.replace('.golden.txt', ''));
    expect(names.toSorted()).toEqual(Object.keys(summaries).toSorted());
  });
});

describe.each(Object.entries(summaries))('%s', (_, summary) => {
  test('is within what each channel takes', () => {
    const { text, blocks } = slackSummary(summary);
    const lengths = blocks.map((block) => (block.type === 'context' ? 0 : block.text.text.length));
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(Math.max(text.length, ...lengths)).toBeLessThanOrEqual(3_000);
    expect(lengths[0]).toBeLessThanOrEqual(150);
    expect(amazonQSummary(summary).content.description.length).toBeLessThanOrEqual(2_500);
    const { Subject: subject = '', Message: message = '' } = summaryMessage(summary, 'all');
    expect(subject).toMatch(/^[ -~]{1,99}$/);
    expect(Buffer.byteLength(message)).toBeLessThan(30_000);
    for (const maxLength of [200, 1_000, 4_000]) {
      expect(summaryPost(summary).textIn(discordStyle, maxLength).length).toBeLessThanOrEqual(maxLength);
    }
  });

  test('is read back as it was written', () => {
    expect(readSummaryObject(JSON.stringify(summary))).toEqual(summary);
  });
});

test('no reader of an alert takes it for one, nor the other way round', () => {
  expect(readSummaryObject('{"type":"alert","version":1}')).toBeNull();
  expect(readSummaryObject('hello')).toBeNull();
});

test('a summary of all is the sum of its workspaces, by time and not by workspace', () => {
  const { healthyPercent, incidents } = givenSummary([
    givenWeek('a', { judged: { seenSeconds: 900, allHealthySeconds: 900, unseenSeconds: 0, uncheckedSeconds: 0 } }),
    givenWeek('b', { judged: { seenSeconds: 100, allHealthySeconds: 0, unseenSeconds: 0, uncheckedSeconds: 0 } }),
  ]);
  expect([healthyPercent, incidents.count]).toEqual([90, 0]);
});

test('the worst ten are listed, and the others counted', () => {
  const weeks = Array.from({ length: 15 }, (_, index) =>
    index < 12 ? badWeek(`w${index}`, index + 1) : givenWeek(`w${index}`),
  );
  const { workspaces, others } = givenSummary(weeks);
  expect(workspaces.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, (_, index) => `w${11 - index}`));
  expect(others).toEqual({ well: 3, troubled: 2 });
});
