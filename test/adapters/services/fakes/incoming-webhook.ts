import { problemWith } from '../../../core/alerts/slack-limits.ts';
import { type Fake, type Got, limitedBy } from './fake.ts';

/* https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */

/** It is a secret. */
export const webhookPath = '/services/T0SECRET1/B0SECRET2/s3cr3tS3cr3tS3cr3t';

/** Why a post is not taken, in Slack's words; null where it is. */
const problemOf = (got: Got): string | null => (got.path === webhookPath ? problemWith(got, got.body) : 'no_service');

/** An incoming webhook that is as strict as Slack says it is. */
export const incomingWebhook: Fake = {
  name: 'slack',
  secret: (base) => `${base}${webhookPath}`,
  unknownSecret: (base) => `${base}/services/T0SECRET1/B0SECRET2/s3cr3tOther`,
  secretParts: /s3cr3t|SECRET\d/i,
  options: () => ({}),
  answer: (got) => {
    const problem = problemOf(got);
    if (problem === null) return incomingWebhook.accepted;
    return { status: problem === 'no_service' ? 404 : 400, body: problem };
  },
  accepted: { status: 200, body: 'ok' },
  rateLimit: limitedBy(429, 'rate_limited'),
  refusal: { status: 400, body: 'invalid_payload' },
};
