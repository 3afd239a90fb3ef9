import * as v from 'valibot';
import { plainStyle } from '../../core/alerts/renderings/chat-styles.ts';
import type { Mood } from '../../core/alerts/renderings/chat-post.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { readJson } from '../http/answer.ts';
import { defineChat } from './chat.ts';
import { below, urlOption, urlText } from './options.ts';
import { jsonHeaders } from './service.ts';

const publicUrl = 'https://ntfy.sh';

/** A longer message would become a file; it counts bytes. */
const max = { titleLength: 150, messageBytes: 4_000, actions: 3 } as const;

/** The loudest is five. */
const priorities: Readonly<Record<Mood, number>> = { critical: 5, warning: 4, over: 3, summary: 2 };
const tags: Readonly<Record<Mood, string>> = {
  critical: 'rotating_light',
  warning: 'warning',
  over: 'white_check_mark',
  summary: 'bar_chart',
};

const topic = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const secretSchema = v.strictObject({ topic, token: v.exactOptional(v.pipe(v.string(), v.regex(/^[\w-]{8,200}$/))) });

/** Publish as JSON: https://docs.ntfy.sh/publish/#publish-as-json */
export const ntfy = defineChat({
  name: 'ntfy',
  title: 'ntfy',
  secret: {
    holds: 'the topic of ntfy, and its access token if it has one',
    form: '{"topic":"…","token":"tk_…"}, without the token for a topic that anybody may publish to',
    sample: '{"topic":"SAMPLE_TOPIC","token":"tk_SAMPLE_SAMPLE"}',
    read: (text) => {
      const parsed = v.safeParse(secretSchema, readJson(text));
      return parsed.success ? parsed.output : null;
    },
    hidden: ({ topic: name, token = '' }) => [name, token],
  },
  options: urlOption,
  optionTexts: urlText,
  requestsOf: ({ heading, mood, links, textIn }, { secret, options: { url = publicUrl } }) => {
    const style = { ...plainStyle, link: null, lengthOf: (text: string) => Buffer.byteLength(text) };
    const [first] = links;
    return [
      {
        method: 'POST',
        url: below(url, '/'),
        headers: {
          ...jsonHeaders,
          ...(secret.token !== undefined && { Authorization: `Bearer ${secret.token}` }),
        },
        body: JSON.stringify({
          topic: secret.topic,
          title: oneLine(heading, max.titleLength),
          message: textIn(style, max.messageBytes),
          priority: priorities[mood],
          tags: [tags[mood]],
          ...(first !== undefined && { click: first.url }),
          actions: links.slice(0, max.actions).map((link) => ({ action: 'view', label: link.label, url: link.url })),
        }),
      },
    ];
  },
  answers: { accepted: [200] },
});
