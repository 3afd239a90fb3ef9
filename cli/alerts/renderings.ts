import type { Alert } from '../../core/alerts/alert.ts';
import { amazonQMessage } from '../../core/alerts/renderings/amazon-q.ts';
import { emailOf } from '../../core/alerts/renderings/email.ts';
import { alertObject } from '../../core/alerts/to-alert-object.ts';
import { type SlackBlock, slackMessage } from '../../core/alerts/renderings/slack.ts';
import { smsFrom } from '../../core/alerts/renderings/sms.ts';
import { subjectOf } from '../../core/alerts/subject.ts';

/** The words of an alert as each of its readers gets them, laid out for reading. */
export const renderings = {
  email: (alert: Alert) => `Subject: ${subjectOf(alert)}\n\n${emailOf(alert).trimEnd()}`,
  sms: (alert: Alert) => smsFrom(subjectOf(alert), alertObject(alert)),
  slack: (alert: Alert) => {
    const { text, blocks } = slackMessage(alertObject(alert));
    return [...blocks.map(blockText), '', 'Where there are no blocks:', text].join('\n');
  },
  q: (alert: Alert) => {
    const { content, metadata } = amazonQMessage(alertObject(alert));
    const nextSteps = content.nextSteps.map((step) => `Next step: ${step}`);
    return [content.title, '', content.description, '', ...nextSteps, JSON.stringify(metadata, null, 2)].join('\n');
  },
  json: (alert: Alert) => {
    const { changes, ...rest } = alertObject(alert);
    const more = changes.length - maxChanges;
    const text = JSON.stringify({ ...rest, changes: changes.slice(0, maxChanges) }, null, 2);
    return more > 0 ? `${text}\n(and ${more} more changes)` : text;
  },
} satisfies Record<string, (alert: Alert) => string>;

export type Rendering = keyof typeof renderings;
export const renderingNames = ['email', 'sms', 'slack', 'q', 'json'] as const satisfies readonly Rendering[];

const maxChanges = 3;

const blockText = (block: SlackBlock): string => {
  const words = block.type === 'context' ? block.elements.map(({ text }) => text).join(' ') : block.text.text;
  return `[${block.type}] ${words}`;
};
