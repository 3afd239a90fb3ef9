import type { FailureKind } from '../observation/failure.ts';
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

/** Why a check fails, in a few words. */
const reasonTexts: Readonly<Record<FailureKind, string>> = {
  unauthorized: 'token rejected',
  forbidden: 'permission missing',
  blocked: 'blocked in front of Rocket.Chat',
  'rate-limited': 'too many calls',
  degraded: 'message broker lost',
  'server-error': 'server error',
  'bad-response': 'no usable answer',
  'too-large': 'answer too large',
  timeout: 'no answer in time',
  network: 'no connection',
};

/** `server error (HTTP 502 Bad Gateway)`; of what has not answered, the detail says it all. */
const whyText = (incident: EvidenceOf<'unreachable', typeof failureEvidence>): string =>
  incident.failure === 'timeout' ? detailText(incident) : `${reasonTexts[incident.failure]} (${detailText(incident)})`;

/** The workspace cannot be seen. */
export const unreachable = defineRule({
  kind: 'unreachable',
  key: 'unreachable',
  meaning: 'The workspace does not answer, or with an error.',
  settings: unreachableSettings,
  ...reachabilityRule,
  texts: {
    headline: ({ incident, isReminder, lasting }) => {
      const times =
        incident.failed === null ? 'every check' : `${incident.failed.times} of the last ${incident.failed.of} checks`;
      const fail = isReminder && incident.failed === null ? 'still fails' : 'failed';
      return `${times} ${fail}${lasting}: ${whyText(incident)}`;
    },
    subject: ({ incident }) => `${reasonTexts[incident.failure]}${timesText(incident)}`,
    advice: ({ incident: { failure } }) => adviceFor(failure),
    isAdviceVital: true,
    certainty: failureCertainty,
    resolutions: {
      reachable: {
        headline: ({ lasted }) => `the workspace answers again, after ${lasted}`,
        subject: ({ lasted }) => `workspace answers again after ${lasted}`,
      },
      superseded: {
        headline: ({ lasted }) => `the workspace answers again after ${lasted}, but rejects the token`,
        subject: ({ lasted }) => `workspace answers again after ${lasted}, but rejects the token`,
      },
    },
  },
  example: {
    sinceSeconds: 60,
    isSeen: false,
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
