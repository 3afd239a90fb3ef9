import { adviceFor } from '../observation/failure-advice.ts';
import { degradedSettings, detailText, type failureEvidence, reachabilityRule, timesText } from './reachability.ts';
import type { RuleExample } from './example.ts';
import { defineRule, type EvidenceOf } from './rule.ts';

/** A process without its message broker answers right and left, in place of those that work. */
export const degraded = defineRule({
  kind: 'degraded',
  key: 'degraded',
  meaning: 'A process that has lost its message broker answered at three of the last ten checks.',
  settings: degradedSettings,
  ...reachabilityRule,
  texts: {
    headline: ({ incident, isReminder, lasting }) =>
      `a process ${isReminder ? 'still has no' : 'has lost its'} message broker, but serves users${lasting}: it answered${timesText(incident)} (${detailText(incident)})`,
    subject: () => 'a process has lost its message broker',
    advice: () => adviceFor('degraded'),
    certainty:
      'The answer says so, but not which process gave it. The workspace is up: other processes answered in between.',
    resolutions: {
      reachable: {
        headline: ({ lasted }) => `every process that answers has its message broker again, after ${lasted}`,
        subject: ({ lasted }) => `message broker back after ${lasted}`,
      },
    },
  },
  example: {
    sinceSeconds: 180,
    incident: () => ({
      evidence: {
        kind: 'degraded',
        failure: 'degraded',
        detail: "HTTP 400, error: Service '$node.list' is not available.",
        failed: { times: 3, of: 9 },
      },
      instances: [],
    }),
  } satisfies RuleExample<EvidenceOf<'degraded', typeof failureEvidence>>,
});
