import { createColors } from 'picocolors';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { explanation } from '../explain/explanation.ts';
import { judgeAgain } from '../explain/verdict.ts';
import { Problem } from '../base/problem.ts';
import { rulesInForce } from '../input/rules-of.ts';
import type { ConsoleSource } from './sources.ts';

const colors = createColors(false);
const columns = 96;

/** What `explain` says of the check at a time, or the last one before it. @throws Problem where there is none */
export async function explainCheck(
  { history, store, now }: ConsoleSource,
  workspace: string,
  at: Timestamp,
): Promise<readonly string[]> {
  const latestUntil = (until: Timestamp) => history.latestUntil(workspace, { until, now: now() });
  const check = await latestUntil(at);
  if (check === null) throw new Problem('there is no check at that time or before');
  const before = await latestUntil(plusSeconds(check.takenAt, -0.001));
  const chosen = rulesInForce(undefined, workspace, store ?? undefined);
  return explanation(judgeAgain(check, before, chosen.rules), chosen, { colors, columns });
}
