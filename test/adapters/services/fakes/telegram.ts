import * as v from 'valibot';
import { type Fake, problemIn, textOf } from './fake.ts';

/* https://core.telegram.org/bots/api#sendmessage, #html-style, #making-requests and #responseparameters */

const known = '100000001:AAs3cr3tTokenOfTheBot_000000000000';
const schema = v.strictObject({
  chat_id: v.literal('-1001234567890'),
  text: textOf(100_000),
  parse_mode: v.optional(v.picklist(['HTML', 'MarkdownV2'])),
  link_preview_options: v.optional(v.strictObject({ is_disabled: v.boolean() })),
  disable_notification: v.optional(v.boolean()),
  protect_content: v.optional(v.boolean()),
});

const elements = ['b', 'strong', 'i', 'em', 'u', 's', 'code', 'pre', 'a', 'blockquote'];
const entity = /&(?:lt|gt|amp|quot|#\d+|#x[\da-f]+);/gi;

/** What would be shown; or why it cannot be parsed. */
const parsed = (html: string): { readonly shown: string } | { readonly problem: string } => {
  const open: string[] = [];
  let shown = '';
  let rest = html;
  while (rest !== '') {
    const [tag, slash, name = ''] = /^<(\/?)([a-z]+)(?: href="[^"<>]*")?>/.exec(rest) ?? [];
    if (tag !== undefined) {
      if (!elements.includes(name)) return { problem: `unsupported start tag "${name}"` };
      if (slash === '/' && open.pop() !== name) return { problem: `unmatched end tag "${name}"` };
      if (slash === '') open.push(name);
      rest = rest.slice(tag.length);
      continue;
    }
    const [text = ''] = /^[^<]+/.exec(rest) ?? [];
    if (text === '' || text.replace(entity, '').includes('&')) return { problem: 'unescaped character' };
    shown += text.replace(entity, '?');
    rest = rest.slice(text.length);
  }
  return open.length > 0 ? { problem: `no end tag of "${open.join(' ')}"` } : { shown };
};

const refused = (status: number, description: string, more: object = {}) => ({
  status,
  body: JSON.stringify({ ok: false, error_code: status, description, ...more }),
});

export const telegram: Fake = {
  name: 'telegram',
  secret: () => known,
  unknownSecret: () => '100000001:AAs3cr3tTokenOfNobody_0000000000000',
  secretParts: /s3cr3t/i,
  options: (base) => ({ url: base, chat: '-1001234567890' }),
  answer: (got) => {
    if (got.path !== `/bot${known}/sendMessage`) return refused(401, 'Unauthorized');
    const problem = problemIn(schema, got);
    if (problem !== null) return refused(400, `Bad Request: ${problem}`);
    const { text } = v.parse(v.object({ text: v.string() }), JSON.parse(got.body));
    const read = parsed(text);
    if ('problem' in read) return refused(400, `Bad Request: can't parse entities: ${read.problem}`);
    return read.shown.length > 4096 ? refused(400, 'Bad Request: message is too long') : telegram.accepted;
  },
  accepted: { status: 200, body: '{"ok":true,"result":{"message_id":1}}' },
  rateLimit: (seconds) =>
    refused(429, 'Too Many Requests', seconds === null ? {} : { parameters: { retry_after: seconds } }),
  refusal: refused(400, "Bad Request: can't parse entities"),
};
