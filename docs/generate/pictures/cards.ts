import * as v from 'valibot';
import { serviceNamed } from '../../../adapters/services/registry.ts';
import type { Alert } from '../../../core/alerts/alert.ts';
import { moodSigns } from '../../../core/alerts/renderings/chat-post.ts';
import { alertObject } from '../../../core/alerts/to-alert-object.ts';
import { exampleOrigin } from '../../../cli/examples/given.ts';
import { plainHtml } from './mrkdwn-html.ts';

/*
 * Cards as their chats lay them out, drawn from the very requests that are sent: what is missing there is missing here.
 */

/** What a service is sent for an alert, as `schema` reads it. */
function sentTo<const Schema extends v.GenericSchema>(name: string, alert: Alert, schema: Schema) {
  const service = serviceNamed(name);
  const prepared = service.prepare(service.secret.sample, {});
  const requests = prepared?.requestsOf(alertObject(alert, exampleOrigin), {
    minimumSeverity: 'warning',
    now: alert.takenAt,
  });
  return v.parse(v.pipe(v.string(), v.parseJson(), schema), requests?.[0]?.body);
}

const run = v.object({
  text: v.string(),
  size: v.optional(v.literal('large')),
  weight: v.optional(v.literal('bolder')),
  color: v.optional(v.picklist(['attention', 'warning', 'good'])),
});
const adaptiveCard = v.object({
  attachments: v.tuple([
    v.object({
      content: v.object({
        body: v.array(
          v.object({
            type: v.literal('RichTextBlock'),
            spacing: v.optional(v.picklist(['medium', 'none'])),
            inlines: v.array(run),
          }),
        ),
        actions: v.optional(v.array(v.object({ type: v.literal('Action.OpenUrl'), title: v.string() })), []),
      }),
    }),
  ]),
});

/** The Adaptive Card in Microsoft Teams. */
export function teamsCard(alert: Alert): string {
  const { content } = sentTo('teams-workflow', alert, adaptiveCard).attachments[0];
  const blocks = content.body.map(({ inlines, spacing = 'medium' }) => {
    const runs = inlines.map(({ text, weight }) => (weight === undefined ? signed(text) : `<b>${signed(text)}</b>`));
    const [{ size, color = '' } = {}] = inlines;
    return size === undefined
      ? `<div class="${spacing}">${runs.join('')}</div>`
      : `<h1 class="${color}">${runs.join('')}</h1>`;
  });
  const actions = content.actions.map(({ title }) => `<span class="button">${plainHtml(title)}</span>`);
  return `<div class="card">${blocks.join('')}<div class="actions">${actions.join('')}</div></div>`;
}

const embedded = v.object({
  embeds: v.tuple([v.object({ title: v.string(), description: v.string(), color: v.number() })]),
});

/** The embed in Discord. */
export function discordCard(alert: Alert): string {
  const [{ title, description, color }] = sentTo('discord', alert, embedded).embeds;
  const edge = `#${color.toString(16).padStart(6, '0')}`;
  return `<div class="card embed" style="border-left-color:${edge}"><h1>${markdownHtml(title)}</h1><div class="text">${markdownHtml(description)}</div></div>`;
}

/** The little of Discord's markdown that alerts use. */
const markdownHtml = (text: string): string =>
  text
    .split(/(\\[^\w\s]|\*\*.+?\*\*|`[^`]*`|\[[^\]]*\]\([^)]*\))/)
    .map((part) => {
      if (part.startsWith('\\')) return plainHtml(part.slice(1));
      if (part.startsWith('**')) return `<b>${markdownHtml(part.slice(2, -2))}</b>`;
      if (part.startsWith('`')) return `<code>${plainHtml(part.slice(1, -1))}</code>`;
      const [, label] = /^\[([^\]]*)\]\(/.exec(part) ?? [];
      return label === undefined ? signed(part) : `<a>${plainHtml(label)}</a>`;
    })
    .join('');

/** Plain text, with its signs drawn, because not every machine has a font with emojis. */
const signed = (text: string): string =>
  plainHtml(text)
    .replaceAll(moodSigns.critical, '<i class="red"></i>')
    .replaceAll(moodSigns.warning, '<i class="amber"></i>')
    .replaceAll(moodSigns.over, '<i class="green"></i>');
