import { type Clock, plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';

/** The next time on the grid that has not passed: a check that took too long costs those it covered. */
export function nextTime(dueAt: Timestamp, everySeconds: number, now: Timestamp): Timestamp {
  const passed = Math.floor(secondsBetween(dueAt, now) / everySeconds);
  return plusSeconds(dueAt, (passed + 1) * everySeconds);
}

/** A timer of more than 24 days would go off at once. */
const maxTimerMilliseconds = 86_400_000;

/** False when interrupted. */
export async function sleptUntil(at: Timestamp, clock: Clock, signal: AbortSignal): Promise<boolean> {
  const left = (): number => secondsBetween(clock.now(), at) * 1000;
  try {
    do await clock.sleep(Math.min(Math.max(0, left()), maxTimerMilliseconds), signal);
    while (left() > 0);
    return !signal.aborted;
  } catch {
    return false;
  }
}
