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

/** The workspace cannot be seen. */
export const unreachable = defineRule({
  kind: 'unreachable',
  key: 'unreachable',
  meaning: 'The workspace does not answer, or not as it should.',
  settings: unreachableSettings,
  ...reachabilityRule,
  texts: {
    headline: ({ incident, isReminder, lasting }) =>
      `the workspace${isReminder ? ' still' : ''} cannot be seen (${incident.failure})${timesText(incident)}${lasting}: ${detailText(incident)}`,
    subject: ({ incident, lasting }) =>
      `workspace ${incident.failed === null ? '' : 'often '}unreachable${lasting} (${incident.failure})`,
    advice: ({ failure }) => adviceFor(failure),
    isAdviceVital: true,
    certainty: failureCertainty,
    resolutions: {
      reachable: {
        headline: ({ lasted }) => `the workspace can be seen again, after ${lasted}`,
        subject: () => 'workspace reachable again',
      },
      superseded: {
        headline: ({ lasted }) => `the workspace answers again after ${lasted}, but does not let the alerter in`,
        subject: () => 'workspace answers again',
      },
    },
  },
  example: {
    sinceSeconds: 60,
    incident: () => ({
      evidence: {
        kind: 'unreachable',
        failure: 'timeout',
        detail: 'chat.example.com: no answer within 10 s',
        failed: null,
      },
      instances: [],
    }),
    variants: {
      often: () => ({
        evidence: {
          kind: 'unreachable',
          failure: 'server-error',
          detail: 'HTTP 502 Bad Gateway',
          failed: { times: 6, of: 11 },
        },
        instances: [],
      }),
    },
  } satisfies RuleExample<EvidenceOf<'unreachable', typeof failureEvidence>>,
});
