import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';

/*
 * What Slack's documentation says of messages: https://docs.slack.dev/reference/block-kit/blocks and, for text,
 * https://docs.slack.dev/messaging/formatting-message-text.
 */
const maxBlocks = 50;
const maxFields = 10;
const maxMessageLength = 40_000;
const maxBlockTextLength = 3_000;
const maxHeaderLength = 150;
const maxFieldLength = 2_000;

const textObject = (maxLength: number) =>
  v.object({
    type: v.picklist(['mrkdwn', 'plain_text']),
    text: v.pipe(v.string(), v.minLength(1), v.maxLength(maxLength)),
  });

const block = v.variant('type', [
  v.object({ type: v.literal('header'), text: textObject(maxHeaderLength) }),
  v.object({
    type: v.literal('section'),
    text: v.optional(textObject(maxBlockTextLength)),
    fields: v.optional(v.pipe(v.array(textObject(maxFieldLength)), v.maxLength(maxFields))),
  }),
  v.object({
    type: v.literal('context'),
    elements: v.pipe(v.array(textObject(maxBlockTextLength)), v.minLength(1), v.maxLength(maxFields)),
  }),
  v.object({ type: v.literal('divider') }),
]);

const messageSchema = v.object({
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(maxMessageLength)),
  blocks: v.optional(v.pipe(v.array(block), v.maxLength(maxBlocks))),
});

type Asked = Pick<IncomingMessage, 'method'> & {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

/** Why Slack would not take a post, in the words of its own errors and with the place; null where it would. */
export const problemWith = ({ method, headers }: Asked, body: string): string | null => {
  if (method !== 'POST') return `invalid_method: ${method ?? ''}`;
  if (!/^application\/json\b/.test(String(headers['content-type']))) return 'invalid_content_type';
  const message = v.safeParse(v.pipe(v.string(), v.parseJson(), messageSchema), body);
  if (message.success) return null;
  const [issue] = message.issues;
  const path = v.getDotPath(issue);
  if (path === null) return 'invalid_payload';
  return path === 'text' ? 'no_text' : `invalid_blocks: ${path}: ${issue.message}`;
};
