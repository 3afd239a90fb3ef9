import type { Judgement } from '../incidents/judgement.ts';
import { allRules } from './registry.ts';
import type { EvaluationContext, Findings, Judge } from './rule.ts';

/**
 * What every rule makes of a check. A rule that goes by what another one found asks for it, so that their order does
 * not matter; a judgement that rules share is made once. At a check that saw no instances, only those rules judge that
 * are not about instances: what is known of these stays as it is.
 *
 * @param sawInstances whether the instances of the context are those of this check
 */
export function judgeAll(context: EvaluationContext, sawInstances: boolean): readonly Judgement[] {
  const known = new Map<Judge, Judgement>();
  const findings: Findings = {
    of: (judge) => {
      const judgement = known.get(judge) ?? judge(context, findings);
      known.set(judge, judgement);
      return judgement;
    },
  };
  for (const { judge, isJudgedBlind } of allRules) if (sawInstances || isJudgedBlind) findings.of(judge);
  return [...known.values()];
}
