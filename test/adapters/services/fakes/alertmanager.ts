import * as v from 'valibot';
import { type Fake, limitedBy, problemIn } from './fake.ts';

/* https://prometheus.io/docs/alerting/latest/configuration/#webhook_config, as Grafana OnCall receives it. */

const path = '/integrations/v1/alertmanager/s3cr3tOfOnCall/';
const text = v.record(v.string(), v.string());
const status = v.picklist(['firing', 'resolved']);
const time = v.pipe(v.string(), v.isoTimestamp());
const schema = v.pipe(
  v.strictObject({
    version: v.literal('4'),
    groupKey: v.pipe(v.string(), v.minLength(1)),
    truncatedAlerts: v.pipe(v.number(), v.integer()),
    status,
    receiver: v.string(),
    groupLabels: text,
    commonLabels: text,
    commonAnnotations: text,
    externalURL: v.string(),
    alerts: v.pipe(
      v.array(
        v.strictObject({
          status,
          labels: v.intersect([text, v.looseObject({ alertname: v.string() })]),
          annotations: text,
          startsAt: time,
          endsAt: time,
          generatorURL: v.string(),
          fingerprint: v.pipe(v.string(), v.regex(/^[\da-f]{16}$/)),
        }),
      ),
      v.minLength(1),
    ),
  }),
  v.check(({ status: ofGroup, alerts }) => ofGroup === 'resolved' || alerts.some((one) => one.status === 'firing')),
  v.check(({ alerts }) => alerts.every((one) => one.status === 'firing' || one.endsAt >= one.startsAt)),
);

export const alertmanager: Fake = {
  name: 'alertmanager',
  secret: (base) => `${base}${path}`,
  unknownSecret: (base) => `${base}/integrations/v1/alertmanager/s3cr3tOfNobody/`,
  secretParts: /s3cr3t/i,
  options: () => ({}),
  answer: (got) => {
    if (got.path !== path) return { status: 403, body: 'Integration key was not found. Permission denied.' };
    if (got.method !== 'POST') return { status: 405 };
    const problem = problemIn(schema, got);
    return problem === null ? alertmanager.accepted : { status: 400, body: problem };
  },
  accepted: { status: 200, body: 'Ok.' },
  rateLimit: limitedBy(429, 'Ratelimit has been reached'),
  refusal: { status: 400, body: 'bad request' },
};
