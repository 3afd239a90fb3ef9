import { nextBeginning } from '../../lambda/check/maintenance.ts';
import { secondsBetween, type Timestamp } from '../../lambda/time.ts';

/** As many show any pattern of a week or a month. */
const beginningsLookedAt = 20;
const lookedAtFrom: Timestamp = '2026-01-01T00:00:00.000Z';

/** Not `?`, which would mean the moment of reading, and no name such as @weekly, of which nobody knows the hour. */
const fiveFields = /^[\w*,/#-]+( +[\w*,/#-]+){4}$/;

/** The first times at which a window begins, from some day on; null where its cron or time zone is not understood. */
export function beginningsOf(cron: string, timeZone: string): readonly Timestamp[] | null {
  if (!fiveFields.test(cron)) return null;
  const window = { cron, timeZone, forSeconds: 0, kinds: null, reason: '' };
  const beginnings: Timestamp[] = [];
  try {
    let last = nextBeginning(window, lookedAtFrom);
    while (last !== null && beginnings.length < beginningsLookedAt) {
      beginnings.push(last);
      last = nextBeginning(window, last);
    }
    return beginnings;
  } catch {
    return null;
  }
}

/** From one beginning to the next; Infinity where there are no two. */
export function shortestPeriodSeconds(cron: string, timeZone: string): number {
  const beginnings = beginningsOf(cron, timeZone) ?? [];
  return Math.min(...beginnings.slice(1).map((next, index) => secondsBetween(beginnings[index] ?? next, next)));
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
