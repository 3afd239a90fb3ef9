import * as v from 'valibot';
import { hasLasted, plusSeconds } from '../base/time.ts';
import { isServing } from '../cluster/known-instance.ts';
import { endIfKnown, isOpen, type Judgement, type OngoingIncident, recoverIfKnown } from '../incidents/judgement.ts';
import { forSetting, resolveAfterSetting, type Setting, severitySetting } from '../settings/setting.ts';
import { judgeLosses } from './losses.ts';
import { ruleChanged } from './resolutions.ts';
import { defineRule, type EvaluationContext, type EvidenceOf, type Findings, incidentsOf } from './rule.ts';

const evidence = { healthy: v.number(), expected: v.number() };
type TooFew = EvidenceOf<'too-few-instances', typeof evidence>;

/**
 * Fewer healthy instances than expected. What is only pending as a loss does not count against the number yet: it may
 * be a process on its way to being replaced. Disconnected instances serve, and count.
 */
export function judgeCount(context: EvaluationContext, findings: Findings): Judgement {
  const { expected, forSeconds, severity } = context.settingsOf(tooFewInstances);
  const [previous = null] = incidentsOf(tooFewInstances, context.incidents);
  if (expected === null) return { ongoing: [], ended: endIfKnown(previous, 'rule-changed') };

  const { healthy, undecided } = countHealthy(context, findings);
  if (healthy >= expected) return { ongoing: [], ended: recoverIfKnown(previous, 'enough') };

  const since = previous?.since ?? context.at;
  const ongoing: OngoingIncident<TooFew> = {
    previous,
    key: 'too-few-instances',
    subjects: [],
    severity,
    since,
    opens: healthy + undecided < expected && hasLasted(since, context.at, forSeconds),
    opensAt: plusSeconds(since, forSeconds),
    evidence: { kind: 'too-few-instances', healthy, expected },
  };
  return { ongoing: [ongoing], ended: [] };
}

/** `undecided`: instances that were healthy, are not now, and of which nothing has been sent yet. */
function countHealthy(
  { instances }: EvaluationContext,
  findings: Findings,
): { readonly healthy: number; readonly undecided: number } {
  const pending = findings.of(judgeLosses).ongoing.filter((one) => !isOpen(one));
  const isPending = new Set(pending.flatMap(({ subjects }) => subjects));
  return {
    healthy: instances.filter(isServing).length,
    undecided: instances.filter((instance) => !isServing(instance) && isPending.has(instance.id)).length,
  };
}

/** How many healthy instances there should be; null switches the rule off. */
const expected: Setting<'expected', number | null> = {
  name: 'expected',
  default: null,
  value: v.nullable(v.number()),
  // It stands beside the workspace's name, as `expectedInstances`.
  input: null,
  docs: null,
};

/** There are fewer healthy instances than the workspace should have. */
export const tooFewInstances = defineRule({
  kind: 'too-few-instances',
  key: 'tooFewInstances',
  meaning: 'There are fewer healthy instances than `expectedInstances`.',
  settings: {
    expected,
    for: forSetting(60, '3m'),
    resolveAfter: resolveAfterSetting(120),
    severity: severitySetting('critical'),
  },
  isAboutWorkspace: true,
  evidence,
  judge: judgeCount,
  texts: {
    headline: ({ incident, isReminder, lasting }) =>
      `${isReminder ? 'still ' : ''}only ${incident.healthy} of ${incident.expected} expected instances healthy${lasting}`,
    subject: ({ incident }) => `${incident.healthy} of ${incident.expected} healthy`,
    advice: () => 'Start the missing instances. Fewer on purpose? Change `expectedInstances`.',
    certainty: "Counted from the server's list: every instance with a fresh heartbeat, connected to the others or not.",
    resolutions: {
      enough: {
        headline: ({ lasted }) => `as many instances are healthy as expected again, after ${lasted}`,
        subject: ({ incident, lasted }) => `${incident.expected} or more healthy after ${lasted}`,
      },
      'rule-changed': ruleChanged(() => 'the number of healthy instances no longer counts as too small'),
    },
  },
  example: {
    sinceSeconds: 60,
    status: 'missing',
    incident: () => ({ evidence: { kind: 'too-few-instances', healthy: 2, expected: 3 }, instances: [] }),
  },
});
