import { nextBeginnings } from '../core/incidents/maintenance.ts';
import { secondsBetween, type Timestamp } from '../core/base/time.ts';

/** Not `?`, which would mean the moment of reading, and no name such as @weekly, of which nobody knows the hour. */
const fiveFields = /^[\w*,/#-]+( +[\w*,/#-]+){4}$/;

const lookedAtFrom: Timestamp = '2026-01-01T00:00:00.000Z';

/**
 * The first times at which a window begins, from some day on, so many at most; null where its cron or time zone is
 * not understood.
 */
function beginningsOf(cron: string, timeZone: string, max: number): readonly Timestamp[] | null {
  if (!fiveFields.test(cron)) return null;
  try {
    return nextBeginnings({ cron, timeZone }, lookedAtFrom, max);
  } catch {
    return null;
  }
}

export const isCron = (text: string): boolean => beginningsOf(text, 'UTC', 1) !== null;

/** What is no cron at all is reported already. */
export const everBegins = (cron: string): boolean => beginningsOf(cron, 'UTC', 1)?.length !== 0;

/** As many show any pattern of a week or a month. */
const beginningsLookedAt = 20;

/** From one beginning to the next; Infinity where there are no two. */
export function minPeriodSeconds(cron: string, timeZone: string): number {
  const beginnings = beginningsOf(cron, timeZone, beginningsLookedAt) ?? [];
  return Math.min(...beginnings.slice(1).map((next, index) => secondsBetween(beginnings[index] ?? next, next)));
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
