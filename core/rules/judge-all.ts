import { endIfKnown, type Judgement } from '../incidents/judgement.ts';
import { allRules } from './registry.ts';
import type { EvaluationContext, Findings, Judge } from './rule.ts';

/**
 * What every rule makes of a check. A rule that goes by what another one found asks for it, so that their order does
 * not matter; a judgement that rules share is made once. At a check that saw no instances, only those rules judge that
 * are not about instances: what is known of these stays as it is.
 */
export function judgeAll(context: EvaluationContext): readonly Judgement[] {
  const known = new Map<Judge, Judgement>();
  const findings: Findings = {
    of: (judge) => {
      const judgement = known.get(judge) ?? withoutSwitchedOff(judge(context, findings), context);
      known.set(judge, judgement);
      return judgement;
    },
  };
  for (const { judge, isJudgedBlind } of allRules) if (context.sawInstances || isJudgedBlind) findings.of(judge);
  return [...known.values()];
}

/** What a rule finds that is switched off does not go on. */
function withoutSwitchedOff({ ongoing, ended }: Judgement, { isOff }: EvaluationContext): Judgement {
  const off = ongoing.filter(({ evidence }) => isOff(evidence.kind));
  if (off.length === 0) return { ongoing, ended };
  return {
    ongoing: ongoing.filter(({ evidence }) => !isOff(evidence.kind)),
    ended: [...ended, ...off.flatMap(({ previous }) => endIfKnown(previous, 'rule-changed'))],
  };
}
