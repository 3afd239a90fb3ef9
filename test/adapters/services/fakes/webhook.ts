import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { readAlertObject } from '../../../../core/alerts/alert-object.ts';
import { type Fake, type Got, limitedBy } from './fake.ts';

/* https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */

const path = '/hooks/s3cr3tPath';
const key = Buffer.from('a secret of thirty-two bytes ..!');
const other = Buffer.from('another one of thirty-two bytes!');
const stored = (base: string, signing: Buffer): string =>
  JSON.stringify({
    url: `${base}${path}`,
    signingKey: `whsec_${signing.toString('base64')}`,
    headers: { Authorization: 'Bearer s3cr3tToken' },
  });

const signed = v.object({
  'webhook-id': v.pipe(v.string(), v.regex(/^msg_[\w-]+$/)),
  'webhook-timestamp': v.pipe(v.string(), v.regex(/^\d{10}$/)),
  'webhook-signature': v.pipe(v.string(), v.startsWith('v1,')),
  authorization: v.literal('Bearer s3cr3tToken'),
  'content-type': v.pipe(v.string(), v.startsWith('application/json')),
});

const isSigned = ({ headers, body }: Got): boolean => {
  const read = v.safeParse(signed, headers);
  if (!read.success) return false;
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = read.output;
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  const given = Buffer.from(signature.slice('v1,'.length), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
};

const isAlert = (text: string): boolean => {
  try {
    return readAlertObject(text).id !== '';
  } catch {
    return false;
  }
};

export const webhook: Fake = {
  name: 'webhook',
  secret: (base) => stored(base, key),
  unknownSecret: (base) => stored(base, other),
  secretParts: /s3cr3t|YSBzZWNyZXQ/i,
  options: () => ({}),
  answer: (got) => {
    if (got.path !== path) return { status: 404 };
    if (got.method !== 'POST') return { status: 405 };
    if (!isSigned(got)) return { status: 401, body: '{"error":"signature"}' };
    return isAlert(got.body) ? webhook.accepted : { status: 400, body: '{"error":"schema"}' };
  },
  accepted: { status: 204 },
  rateLimit: limitedBy(429, ''),
  refusal: { status: 422, body: '{"error":"schema"}' },
};
