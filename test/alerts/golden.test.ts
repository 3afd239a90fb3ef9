import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Alert } from '../../lambda/alerts/alert.ts';
import { amazonQMessage } from '../../lambda/alerts/amazon-q.ts';
import { emailOf } from '../../lambda/alerts/email.ts';
import { alertObject } from '../../lambda/alerts/json.ts';
import { type SlackBlock, slackMessage } from '../../lambda/alerts/slack-message.ts';
import { smsFrom } from '../../lambda/alerts/sms.ts';
import { subjectOf } from '../../lambda/alerts/subject.ts';
import { incidentKinds } from '../../lambda/health/incident.ts';
import { exampleAlerts } from '../../cli/examples/alerts.ts';

const directory = join(__dirname, 'golden');
const fileOf = (name: string): string => join(directory, `${name}.golden.txt`);

/** `UPDATE_GOLDEN=1 npx jest test/alerts` writes the files anew: read them before you commit them. */
const isUpdating = process.env['UPDATE_GOLDEN'] === '1';

const mostShown = 3;
const rendered = (alert: Alert): string => {
  const object = alertObject(alert);
  const { text, blocks } = slackMessage(object);
  const { content, metadata } = amazonQMessage(object);
  const machines = { ...object, changes: object.changes.slice(0, mostShown) };
  const parts: ReadonlyArray<readonly [string, string]> = [
    ['E-MAIL', `Subject: ${subjectOf(alert)}\n\n${emailOf(alert)}`],
    ['SMS', smsFrom(subjectOf(alert), object)],
    ['SLACK, BLOCKS', blocks.map(blockText).join('\n')],
    ['SLACK, TEXT', text],
    [
      'AMAZON Q',
      [content.title, '', content.description, '', ...content.nextSteps, '', JSON.stringify(metadata, null, 2)].join(
        '\n',
      ),
    ],
    ['MACHINES', JSON.stringify(machines, null, 2)],
  ];
  return parts.map(([reader, words]) => `======== ${reader}\n${words.trimEnd()}\n`).join('\n');
};

const blockText = (block: SlackBlock): string => {
  const words = block.type === 'context' ? block.elements.map(({ text }) => text).join(' ') : block.text.text;
  return `[${block.type}] ${words}`;
};

describe('an alert reads as its golden file says', () => {
  test.each(Object.entries(exampleAlerts))('%s', (name, alert) => {
    if (isUpdating) writeFileSync(fileOf(name), rendered(alert));
    expect(rendered(alert)).toBe(readFileSync(fileOf(name), 'utf8'));
  });

  test('for every kind and change, and no file is left over', () => {
    const names = readdirSync(directory).map((file) => file.replace('.golden.txt', ''));
    expect(names.sort()).toEqual(Object.keys(exampleAlerts).sort());
    for (const kind of incidentKinds) {
      for (const change of ['opened', 'reminder', 'resolved']) {
        expect(names).toContainEqual(expect.stringMatching(`^${kind}\\.${change}`));
      }
    }
  });
});
