import { adviceFor } from '../observation/failure-advice.ts';
import {
  detailText,
  failureCertainty,
  type failureEvidence,
  reachabilityRule,
  timesText,
  unreachableSettings,
} from './reachability.ts';
import type { RuleExample } from './example.ts';
import { defineRule, type EvidenceOf } from './rule.ts';

/** The workspace answers, but refuses the credentials or misses a permission. */
export const unauthorized = defineRule({
  kind: 'unauthorized',
  key: 'unauthorized',
  meaning: 'The workspace refuses the credentials, or their user lacks the permission `view-statistics`.',
  settings: unreachableSettings,
  ...reachabilityRule,
  texts: {
    headline: ({ incident, isReminder, lasting }) =>
      `the workspace${isReminder ? ' still' : ''} does not let the alerter in (${incident.failure})${timesText(incident)}${lasting}: ${detailText(incident)}`,
    subject: ({ incident: { failure }, lasting }) =>
      `${failure === 'forbidden' ? 'permission missing' : 'credentials refused'}${lasting}`,
    advice: ({ failure, failed }) =>
      failed === null
        ? adviceFor(failure)
        : `One of several servers refuses what the others accept: find it behind the load balancer, and restart it. ${adviceFor(failure)}`,
    isAdviceVital: true,
    certainty: failureCertainty,
    resolutions: {
      authorized: {
        headline: ({ lasted }) => `the workspace lets the alerter in again, after ${lasted}`,
        subject: () => 'alerter let in again',
      },
    },
  },
  example: {
    sinceSeconds: 60,
    incident: () => ({
      evidence: {
        kind: 'unauthorized',
        failure: 'unauthorized',
        detail: 'HTTP 401: You must be logged in to do this.',
        failed: null,
      },
      instances: [],
    }),
    variants: {
      forbidden: () => ({
        evidence: {
          kind: 'unauthorized',
          failure: 'forbidden',
          detail: 'HTTP 403: User does not have the permissions required',
          failed: null,
        },
        instances: [],
      }),
      'one-of-several': () => ({
        evidence: {
          kind: 'unauthorized',
          failure: 'unauthorized',
          detail: 'HTTP 401: You must be logged in to do this.',
          failed: { times: 3, of: 9 },
        },
        instances: [],
      }),
    },
  } satisfies RuleExample<EvidenceOf<'unauthorized', typeof failureEvidence>>,
});
