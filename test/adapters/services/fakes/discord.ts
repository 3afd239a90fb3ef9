import * as v from 'valibot';
import { type Fake, httpUrl, problemIn, textOf } from './fake.ts';

/* https://discord.com/developers/docs/resources/webhook#execute-webhook and …/resources/message#embed-object-embed-limits */

const path = '/api/webhooks/100000000000000001/s3cr3tOfTheChannel';
const embed = v.strictObject({
  title: v.optional(textOf(256)),
  description: v.optional(textOf(4096)),
  url: v.optional(httpUrl),
  timestamp: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  color: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xff_ff_ff))),
  footer: v.optional(v.strictObject({ text: textOf(2048) })),
  fields: v.optional(v.pipe(v.array(v.strictObject({ name: textOf(256), value: textOf(1024) })), v.maxLength(25))),
});
const schema = v.pipe(
  v.strictObject({
    content: v.optional(textOf(2000)),
    embeds: v.optional(v.pipe(v.array(embed), v.minLength(1), v.maxLength(10))),
    allowed_mentions: v.strictObject({ parse: v.pipe(v.array(v.string()), v.maxLength(0)) }),
  }),
  v.check(({ content, embeds }) => content !== undefined || embeds !== undefined, 'Cannot send an empty message'),
  v.check(
    ({ embeds = [] }) =>
      embeds.reduce(
        (sum, one) => sum + (one.title ?? '').length + (one.description ?? '').length + (one.footer?.text ?? '').length,
        0,
      ) <= 6000,
    'Embed size exceeds maximum size of 6000',
  ),
);

export const discord: Fake = {
  name: 'discord',
  secret: (base) => `${base}${path}`,
  unknownSecret: (base) => `${base}/api/webhooks/100000000000000001/s3cr3tOfNobody`,
  secretParts: /s3cr3t/i,
  options: () => ({}),
  answer: (got) => {
    if (got.path !== path) return { status: 404, body: '{"message":"Unknown Webhook","code":10015}' };
    if (got.method !== 'POST') return { status: 405 };
    const problem = problemIn(schema, got);
    return problem === null
      ? discord.accepted
      : { status: 400, body: JSON.stringify({ message: 'Invalid Form Body', code: 50035, errors: problem }) };
  },
  accepted: { status: 204 },
  // The body says it, to the thousandth of a second.
  rateLimit: (seconds) => ({
    status: 429,
    body: JSON.stringify({
      message: 'You are being rate limited.',
      ...(seconds !== null && { retry_after: seconds }),
      global: false,
    }),
  }),
  refusal: { status: 400, body: '{"message":"Invalid Form Body","code":50035}' },
};
