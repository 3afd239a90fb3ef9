import { type Rules, valueIn } from './registry.ts';

/** Of kinds that only a later version knows. */
const unknownKindSeconds = 120;

/** For how long all must be well before an incident of a kind that never came back is over. */
export function resolveAfterSecondsOf(kind: string, rules: Rules): number {
  const seconds = valueIn(rules, kind, 'resolveAfterSeconds');
  return typeof seconds === 'number' ? seconds : unknownKindSeconds;
}
