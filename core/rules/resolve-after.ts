import { allRules, type Rules, settingsIn } from './registry.ts';

const ofUnknownKinds = 120;

/** For how long all must be well before an incident of a kind that never came back is over. */
export function resolveAfterSecondsOf(kind: string, rules: Rules): number {
  const rule = allRules.find((one) => one.kind === kind);
  if (rule === undefined) return ofUnknownKinds;
  const { resolveAfterSeconds } = { resolveAfterSeconds: null, ...settingsIn(rule, rules) };
  return typeof resolveAfterSeconds === 'number' ? resolveAfterSeconds : ofUnknownKinds;
}
