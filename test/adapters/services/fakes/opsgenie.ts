import * as v from 'valibot';
import { type Fake, limitedBy, problemIn, textOf } from './fake.ts';

/* https://docs.opsgenie.com/docs/alert-api: Create Alert, Close Alert. */

const known = '11111111-2222-4333-8444-secret555555';
const create = v.strictObject({
  message: textOf(130),
  alias: v.optional(textOf(512)),
  description: v.optional(textOf(15_000, 0)),
  tags: v.optional(v.pipe(v.array(textOf(50)), v.maxLength(20))),
  details: v.optional(v.record(v.string(), v.string())),
  entity: v.optional(textOf(512)),
  source: v.optional(textOf(100)),
  priority: v.optional(v.picklist(['P1', 'P2', 'P3', 'P4', 'P5'])),
  user: v.optional(textOf(100)),
  note: v.optional(textOf(25_000)),
});
const close = v.strictObject({
  user: v.optional(textOf(100)),
  source: v.optional(textOf(100)),
  note: v.optional(textOf(25_000)),
});

export const opsgenie: Fake = {
  name: 'opsgenie',
  secret: () => known,
  unknownSecret: () => '99999999-2222-4333-8444-secret999999',
  secretParts: /secret\d/i,
  options: (base) => ({ url: base }),
  answer: (got) => {
    const url = new URL(got.path, 'http://opsgenie.invalid');
    const [, alias] = /^\/v2\/alerts\/([^/]+)\/close$/.exec(url.pathname) ?? [];
    const isClose = alias !== undefined && url.searchParams.get('identifierType') === 'alias';
    if (got.method !== 'POST' || !(url.pathname === '/v2/alerts' || isClose)) return { status: 404 };
    if (got.headers['authorization'] !== `GenieKey ${known}`) {
      return { status: 401, body: '{"message":"Key format is not valid!","took":0.0,"requestId":"r"}' };
    }
    if (isClose && decodeURIComponent(alias).length > 512) return { status: 422, body: '{"message":"alias"}' };
    const problem = problemIn(isClose ? close : create, got);
    return problem === null
      ? opsgenie.accepted
      : { status: 422, body: JSON.stringify({ message: 'Request body is not processable.', errors: problem }) };
  },
  accepted: { status: 202, body: '{"result":"Request will be processed","took":0.3,"requestId":"r"}' },
  rateLimit: limitedBy(429, '{"message":"You are making too many requests!"}'),
  refusal: { status: 422, body: '{"message":"Request body is not processable."}' },
};
