import * as v from 'valibot';
import { type Fake, type FakeAnswer, httpUrl, limitedBy, problemIn, textOf } from './fake.ts';

/* https://developer.pagerduty.com/docs/events-api-v2-overview, Trigger Events and Change Events. */

const known = 'R0KNOWNKEY0SECRET000000000000001';
const maxBytes = 512 * 1024;
const timestamp = v.pipe(v.string(), v.isoTimestamp());
const links = v.optional(v.array(v.strictObject({ href: httpUrl, text: v.optional(v.string()) })));
const key = textOf(255);

const trigger = v.strictObject({
  routing_key: v.string(),
  event_action: v.literal('trigger'),
  dedup_key: key,
  client: v.optional(v.string()),
  client_url: v.optional(httpUrl),
  links,
  payload: v.strictObject({
    summary: textOf(1024),
    source: textOf(1024),
    severity: v.picklist(['critical', 'error', 'warning', 'info']),
    timestamp: v.optional(timestamp),
    component: v.optional(v.string()),
    group: v.optional(v.string()),
    class: v.optional(v.string()),
    custom_details: v.optional(v.record(v.string(), v.unknown())),
  }),
});
const resolve = v.strictObject({ routing_key: v.string(), event_action: v.literal('resolve'), dedup_key: key });
const change = v.strictObject({
  routing_key: v.string(),
  links,
  payload: v.strictObject({
    summary: textOf(1024),
    timestamp: v.optional(timestamp),
    source: v.optional(textOf(1024)),
    custom_details: v.optional(v.record(v.string(), v.unknown())),
  }),
});

const paths: ReadonlyMap<string, v.GenericSchema> = new Map<string, v.GenericSchema>([
  ['/v2/enqueue', v.variant('event_action', [trigger, resolve])],
  ['/v2/change/enqueue', change],
]);

const invalid = (...errors: readonly string[]): FakeAnswer => ({
  status: 400,
  body: JSON.stringify({ status: 'invalid event', message: 'Event object is invalid', errors }),
});

export const pagerduty: Fake = {
  name: 'pagerduty',
  secret: () => known,
  unknownSecret: () => 'R0OTHERKEY0SECRET000000000000002',
  secretParts: /SECRET0/i,
  options: (base) => ({ url: base }),
  answer: (got) => {
    const schema = paths.get(got.path);
    if (schema === undefined || got.method !== 'POST') return { status: 404 };
    if (Buffer.byteLength(got.body) > maxBytes) return { status: 413 };
    const problem = problemIn(schema, got);
    if (problem !== null) return invalid(problem);
    return got.body.includes(`"routing_key":"${known}"`) ? pagerduty.accepted : invalid('Invalid routing key');
  },
  accepted: { status: 202, body: '{"status":"success","message":"Event processed","dedup_key":"k"}' },
  rateLimit: limitedBy(429, '{"status":"throttle exceeded","message":"Event throttled"}'),
  refusal: invalid("'payload.summary' is missing or blank"),
};
