import * as v from 'valibot';
import { type Fake, httpUrl, limitedBy, problemIn, textOf } from './fake.ts';

/* https://docs.ntfy.sh/publish/: publish as JSON, message priority, tags, actions, limitations, and server/errors.go */

const topic = 'topic-s3cr3t';
const token = 'tk_s3cr3tTokenOfTheTopic';
const maxMessageBytes = 4_096;
const schema = v.strictObject({
  topic: v.literal(topic),
  message: v.pipe(v.string(), v.minLength(1), v.maxBytes(maxMessageBytes)),
  title: v.optional(textOf(250)),
  priority: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5))),
  tags: v.optional(v.array(textOf(50))),
  click: v.optional(httpUrl),
  markdown: v.optional(v.boolean()),
  actions: v.optional(
    v.pipe(
      v.array(
        v.strictObject({ action: v.literal('view'), label: textOf(50), url: httpUrl, clear: v.optional(v.boolean()) }),
      ),
      v.maxLength(3),
    ),
  ),
});

const refused = (code: number, error: string) => ({
  status: Math.floor(code / 100),
  body: JSON.stringify({ code, http: Math.floor(code / 100), error, link: 'https://ntfy.sh/docs/publish/' }),
});

export const ntfy: Fake = {
  name: 'ntfy',
  secret: () => JSON.stringify({ topic, token }),
  unknownSecret: () => JSON.stringify({ topic, token: 'tk_s3cr3tTokenOfNobody' }),
  secretParts: /s3cr3t/i,
  options: (base) => ({ url: base }),
  answer: (got) => {
    if (got.path !== '/' || got.method !== 'POST') return refused(40_401, 'page not found');
    if (got.headers['authorization'] !== `Bearer ${token}`) return refused(40_301, 'forbidden');
    const problem = problemIn(schema, got);
    return problem === null ? ntfy.accepted : refused(40_024, `invalid request: ${problem}`);
  },
  accepted: { status: 200, body: '{"id":"i","time":1,"event":"message"}' },
  rateLimit: limitedBy(429, '{"code":42901,"http":429,"error":"limit reached: too many requests"}'),
  refusal: refused(40_024, 'invalid request: request body must be valid JSON'),
};
