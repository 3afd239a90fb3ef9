import type { FailureKind } from '../observation/failure.ts';
import { adviceFor, newToken } from '../observation/failure-advice.ts';
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

const acceptedText = (failure: FailureKind): string =>
  failure === 'forbidden' ? 'permission there' : 'token accepted';

/** The workspace answers, but refuses the credentials or misses a permission. */
export const unauthorized = defineRule({
  kind: 'unauthorized',
  key: 'unauthorized',
  meaning: 'The workspace refuses the credentials, or their user lacks the permission `view-statistics`.',
  settings: unreachableSettings,
  ...reachabilityRule,
  texts: {
    headline: ({ incident, isReminder, lasting }) => {
      const [subject, is] =
        incident.failure === 'forbidden' ? ['permission `view-statistics`', 'missing'] : ['token', 'rejected'];
      const what = `${subject}${isReminder ? ' still' : ''} ${is}`;
      const blind = incident.failed === null ? '. Nothing is monitored until this is fixed' : '';
      return `${what}${timesText(incident)}${lasting} (${detailText(incident)})${blind}`;
    },
    subject: ({ incident: { failure, failed } }) => {
      const what = failure === 'forbidden' ? 'permission view-statistics missing' : 'token rejected';
      return failed === null ? what : `${what} by one of several servers`;
    },
    advice: ({ incident: { failure, failed }, command }) => {
      const repair =
        failure === 'unauthorized' && command !== null
          ? `${newToken}, then run \`${command('credentials set')}\`.`
          : adviceFor(failure);
      if (failed === null) return repair;
      return `One of several servers rejects what the others accept: find it behind the load balancer and restart it. If that does not help: ${repair}`;
    },
    isAdviceVital: true,
    certainty: failureCertainty,
    resolutions: {
      authorized: {
        headline: ({ incident: { failure }, lasted }) => `${acceptedText(failure)} again after ${lasted}`,
        subject: ({ incident: { failure }, lasted }) => `${acceptedText(failure)} again after ${lasted}`,
      },
    },
  },
  example: {
    sinceSeconds: 60,
    isSeen: false,
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
