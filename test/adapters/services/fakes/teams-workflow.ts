import * as v from 'valibot';
import { type Fake, httpUrl, limitedBy, problemIn, textOf } from './fake.ts';

/*
 * https://learn.microsoft.com/power-automate/teams/teams-webhooks-trigger and https://adaptivecards.io/explorer/, as far
 * as Teams shows it.
 */

const path = '/workflows/s3cr3t/triggers/manual/paths/invoke?api-version=1&sig=s3cr3tSignature';
const maxBytes = 28 * 1024;
const run = v.strictObject({
  type: v.literal('TextRun'),
  text: textOf(10_000),
  size: v.optional(v.picklist(['small', 'default', 'medium', 'large', 'extraLarge'])),
  weight: v.optional(v.picklist(['lighter', 'default', 'bolder'])),
  color: v.optional(v.picklist(['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'])),
});
const element = v.strictObject({
  type: v.literal('RichTextBlock'),
  inlines: v.pipe(v.array(run), v.minLength(1)),
  spacing: v.optional(v.picklist(['none', 'small', 'default', 'medium', 'large', 'extraLarge', 'padding'])),
});
const card = v.strictObject({
  $schema: v.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  type: v.literal('AdaptiveCard'),
  version: v.picklist(['1.4', '1.5']),
  msteams: v.optional(v.strictObject({ width: v.literal('Full') })),
  body: v.pipe(v.array(element), v.minLength(1)),
  actions: v.optional(
    v.pipe(
      v.array(v.strictObject({ type: v.literal('Action.OpenUrl'), title: textOf(100), url: httpUrl })),
      v.minLength(1),
      v.maxLength(6),
    ),
  ),
});
const message = v.strictObject({
  type: v.literal('message'),
  attachments: v.tuple([
    v.strictObject({
      contentType: v.literal('application/vnd.microsoft.card.adaptive'),
      contentUrl: v.null(),
      content: card,
    }),
  ]),
});

export const teamsWorkflow: Fake = {
  name: 'teams-workflow',
  secret: (base) => `${base}${path}`,
  unknownSecret: (base) => `${base}${path}OfNobody`,
  secretParts: /s3cr3t/i,
  options: () => ({}),
  answer: (got) => {
    if (got.path !== path) {
      return { status: 401, body: '{"error":{"code":"DirectApiInvalidAuthorizationScheme","message":"signature"}}' };
    }
    if (got.method !== 'POST') return { status: 405 };
    if (Buffer.byteLength(got.body) > maxBytes) return { status: 413, body: 'RequestEntityTooLarge' };
    const problem = problemIn(message, got);
    return problem === null ? teamsWorkflow.accepted : { status: 400, body: JSON.stringify({ error: problem }) };
  },
  accepted: { status: 202 },
  rateLimit: limitedBy(429, '{"error":{"code":"WorkflowTriggerConcurrency"}}'),
  refusal: { status: 400, body: '{"error":{"code":"TriggerInputSchemaMismatch"}}' },
};
