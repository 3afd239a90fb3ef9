import { isDeepStrictEqual } from 'node:util';
import { defaultRules, type Rules } from '../core/rules/registry.ts';

/**
 * Rules without what is as in others, which the reader knows: a template with hundreds of workspaces is limited.
 *
 * @param others those that hold otherwise. @default the default rules
 */
export const rulesByChoice = (rules: Rules, others: Rules = defaultRules): Partial<Rules> => {
  const known = new Map<string, unknown>(Object.entries(others));
  return Object.fromEntries(Object.entries(rules).filter(([key, value]) => !isDeepStrictEqual(value, known.get(key))));
};
