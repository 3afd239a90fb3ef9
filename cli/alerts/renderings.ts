import { services } from '../../adapters/services/list.ts';
import type { Alert } from '../../core/alerts/alert.ts';
import type { AlertOrigin } from '../../core/alerts/origin.ts';
import { amazonQMessage } from '../../core/alerts/renderings/amazon-q.ts';
import { emailOf } from '../../core/alerts/renderings/email.ts';
import { alertObject } from '../../core/alerts/to-alert-object.ts';
import { type SlackBlock, slackMessage } from '../../core/alerts/renderings/slack.ts';
import { headingOf } from '../../core/alerts/sections.ts';
import { smsFrom } from '../../core/alerts/renderings/sms.ts';
import { subjectOf } from '../../core/alerts/subject.ts';
import { serviceRendering } from './service-rendering.ts';

type Render = (alert: Alert, origin: AlertOrigin) => string;

/** The words of an alert as each of its readers gets them, laid out for reading. */
export const renderings = {
  email: (alert, origin) => `Subject: ${subjectOf(alert, origin)}\n\n${emailOf(alert, origin).trimEnd()}`,
  sms: (alert, origin) => smsFrom(headingOf(alertObject(alert, origin))),
  slack: (alert, origin) => {
    const { text, blocks } = slackMessage(alertObject(alert, origin));
    return [...blocks.map(blockText), '', 'Where there are no blocks:', text].join('\n');
  },
  q: (alert, origin) => {
    const { content, metadata } = amazonQMessage(alertObject(alert, origin));
    const nextSteps = content.nextSteps.map((step) => `Next step: ${step}`);
    return [content.title, '', content.description, '', ...nextSteps, JSON.stringify(metadata, null, 2)].join('\n');
  },
  json: (alert, origin) => {
    const { changes, ...rest } = alertObject(alert, origin);
    const more = changes.length - maxChanges;
    const text = JSON.stringify({ ...rest, changes: changes.slice(0, maxChanges) }, null, 2);
    return more > 0 ? `${text}\n(and ${more} more changes)` : text;
  },
} satisfies Record<string, Render>;

/** Those of which each example has a golden file. */
export const renderingNames = ['email', 'sms', 'slack', 'q', 'json'] as const satisfies ReadonlyArray<
  keyof typeof renderings
>;

/** By the channel of `alerts preview`; undefined: there is none of this name. */
export const renderingFor = (channel: string): Render | undefined => {
  const service = services.find(({ name }) => name === channel);
  return service === undefined ? byChannel.get(channel) : serviceRendering(service);
};

const byChannel: ReadonlyMap<string, Render> = new Map(Object.entries(renderings));

const maxChanges = 3;

const blockText = (block: SlackBlock): string => {
  const words = block.type === 'context' ? block.elements.map(({ text }) => text).join(' ') : block.text.text;
  return `[${block.type}] ${words}`;
};
