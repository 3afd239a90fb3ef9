import * as v from 'valibot';
import { hasLasted, plusSeconds } from '../base/time.ts';
import { type Judgement, type OngoingIncident, recoverIfKnown } from '../incidents/judgement.ts';
import { forSetting, optionalCountSetting, resolveAfterSetting, severitySetting } from '../settings/setting.ts';
import type { RuleExample } from './example.ts';
import { ruleChanged } from './resolutions.ts';
import { defineRule, type EvaluationContext, type EvidenceOf, incidentsOf } from './rule.ts';

/** So many answers are looked at. */
const answers = 10;
/** One alone may be that of a cold start, or of a garbage collection. */
const minSlow = 2;
/** What was slow is no longer when it is this much faster: else it would come and go. */
const clearingPart = 0.8;

const evidence = {
  p95Milliseconds: v.number(),
  limitMilliseconds: v.number(),
};
type Slow = EvidenceOf<'slow', typeof evidence>;

/** The response times of the last answers, this one included, the oldest first; none where nothing judges them. */
export const rememberAnswer = (
  before: readonly number[] | undefined,
  milliseconds: number,
  { limitMs, off }: { readonly limitMs: number | null; readonly off: boolean },
): { readonly answerMilliseconds?: readonly number[] } =>
  off || limitMs === null ? {} : { answerMilliseconds: [...(before ?? []), milliseconds].slice(-answers) };

/** A workspace whose answers take long. A call that fails is no answer, and says nothing about them. */
export function judgeSlowness(context: EvaluationContext): Judgement {
  const { at, answerMilliseconds } = context;
  const { limitMs, forSeconds, severity } = context.settingsOf(slow);
  const [previous = null] = incidentsOf(slow, context.incidents);
  if (limitMs === null) return { ongoing: [], ended: recoverIfKnown(previous, 'rule-changed') };
  const limit = limitMs * (previous?.state === 'open' ? clearingPart : 1);
  const slowest = [...answerMilliseconds].sort((a, b) => b - a);
  const isSlow = slowest.length === answers && (slowest[minSlow - 1] ?? 0) > limit;
  if (!isSlow) return { ongoing: [], ended: recoverIfKnown(previous, 'fast') };

  const since = previous?.since ?? at;
  const ongoing: OngoingIncident<Slow> = {
    previous,
    key: 'slow',
    subjects: [],
    severity,
    since,
    opens: hasLasted(since, at, forSeconds),
    opensAt: plusSeconds(since, forSeconds),
    evidence: { kind: 'slow', p95Milliseconds: slowest[0] ?? 0, limitMilliseconds: limitMs },
  };
  return { ongoing: [ongoing], ended: [] };
}

const secondsText = (milliseconds: number): string => `${Number((milliseconds / 1000).toFixed(1))} s`;

/** The workspace answers, but takes long. */
export const slow = defineRule({
  kind: 'slow',
  key: 'slow',
  meaning: 'The workspace answers slowly: the 95th percentile of its last ten response times exceeds a limit.',
  settings: {
    limitMs: optionalCountSetting({
      name: 'limitMs',
      from: 1,
      to: 24_000,
      meaning:
        'The response time that triggers the alert, in milliseconds, where the 95th percentile of the last ten answers is longer. One slow answer alone does not count. The incident resolves at 80 % of it.',
      otherwise: 'the rule is off',
      example: 2000,
    }),
    for: forSetting(300, '10m'),
    resolveAfter: resolveAfterSetting(300),
    severity: severitySetting('warning'),
  },
  isAboutWorkspace: true,
  evidence,
  judge: judgeSlowness,
  texts: {
    headline: ({ incident: { p95Milliseconds, limitMilliseconds }, isReminder, lasting }) =>
      `the workspace${isReminder ? ' still' : ''} answers slowly${lasting}: the 95th percentile of the last ten response times is ${secondsText(p95Milliseconds)} (limit ${secondsText(limitMilliseconds)})`,
    subject: ({ incident: { p95Milliseconds, limitMilliseconds } }) =>
      `p95 ${secondsText(p95Milliseconds)} (limit ${secondsText(limitMilliseconds)})`,
    advice: () =>
      'Check the load of MongoDB first (slow queries, disk, replication), then processor and memory of the servers, then the proxy and the network between. Users notice this before anything fails.',
    certainty:
      'Measured by the call of each check, with its retries, from where the alerter runs: a slow network between looks the same.',
    resolutions: {
      fast: {
        headline: ({ lasted }) => `the workspace answers fast enough again, after ${lasted}`,
        subject: ({ lasted }) => `fast enough after ${lasted}`,
      },
      'rule-changed': ruleChanged(() => 'response times are no longer watched'),
    },
  },
  example: {
    sinceSeconds: 300,
    incident: () => ({
      evidence: { kind: 'slow', p95Milliseconds: 3240, limitMilliseconds: 2000 },
      instances: [],
    }),
  } satisfies RuleExample<Slow>,
});
