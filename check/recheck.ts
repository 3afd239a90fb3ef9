import { type Clock, plusSeconds, secondsBetween, type Timestamp } from '../core/base/time.ts';
import type { CheckReport, Unmade } from './check.ts';

/** How often a workspace is checked. */
export interface CheckIntervals {
  readonly everySeconds: number;
  /** How soon a check looks again while something is pending; null: not before the next is due. */
  readonly recheckEverySeconds: number | null;
}

/** A run of the check function looks again for so long at most. */
export const maxRecheckingSeconds = 14 * 60;

/**
 * When a check is to look again: while something pending can open before the next one is due, and there is time for
 * that before it; null where it is not.
 *
 * @param slotAt when the check was due that is followed by others
 * @param made how often it has looked again already
 * @param opensAt when the next pending incident opens, if nothing changes; null where none will
 */
export function recheckAt(
  { everySeconds, recheckEverySeconds }: CheckIntervals,
  slotAt: Timestamp,
  made: number,
  opensAt: Timestamp | null,
): Timestamp | null {
  if (recheckEverySeconds === null || opensAt === null) return null;
  const afterSeconds = (made + 1) * recheckEverySeconds;
  const isInTime = afterSeconds + recheckEverySeconds <= everySeconds && afterSeconds <= maxRecheckingSeconds;
  return isInTime && secondsBetween(slotAt, opensAt) < everySeconds ? plusSeconds(slotAt, afterSeconds) : null;
}

/** Whether checks of a workspace may look again. */
export const mayRecheck = ({ everySeconds, recheckEverySeconds }: CheckIntervals): boolean =>
  recheckEverySeconds !== null && 2 * recheckEverySeconds <= everySeconds;

interface RecheckTools {
  readonly checkAt: (dueAt: Timestamp) => Promise<CheckReport | Unmade>;
  /** Whether the checks are to go on once it is that time. */
  readonly waitUntil: (dueAt: Timestamp) => Promise<boolean>;
  /** Called with the report of each check before the next is due. What it throws ends the checks. */
  readonly onReport: (report: CheckReport) => void;
}

/** Waits by a clock, which nothing interrupts. */
export const waitBy =
  (clock: Clock): RecheckTools['waitUntil'] =>
  async (dueAt) => {
    await clock.sleep(Math.max(0, secondsBetween(clock.now(), dueAt) * 1000));
    return true;
  };

/** Repeats a check while something is pending that can open before the next one is due. */
export async function recheck(
  intervals: CheckIntervals,
  first: CheckReport,
  { checkAt, waitUntil, onReport }: RecheckTools,
): Promise<void> {
  let report = first;
  for (let made = 0; ; made += 1) {
    const dueAt = recheckAt(intervals, first.snapshot.takenAt, made, report.opensAt);
    if (dueAt === null || !(await waitUntil(dueAt))) return;
    const next = await checkAt(dueAt);
    if (typeof next === 'string') return;
    report = next;
    onReport(report);
  }
}
