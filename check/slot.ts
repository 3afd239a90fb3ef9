import { awsClientConfig } from '../adapters/aws/client-config.ts';
import { plusSeconds, secondsBetween, startOfMinute, type Timestamp } from '../core/base/time.ts';

/** A check that begins to write has written, or given up, within this: all attempts, and a second between them. */
const writingSeconds = (awsClientConfig.maxAttempts * awsClientConfig.requestHandler.requestTimeout) / 1000 + 1;

/** When a check was due, and the grid of times at which others are. */
interface Slot {
  readonly dueAt: Timestamp;
  /** A time of the grid, not after `dueAt`. */
  readonly gridAt: Timestamp;
  readonly everySeconds: number;
}

/** The slot of a check. One that nobody scheduled is due now, between the whole minutes on which others may be. */
export const slotOf = (scheduledAt: Timestamp | null, everySeconds: number, now: Timestamp): Slot =>
  scheduledAt === null
    ? { dueAt: now, gridAt: startOfMinute(now), everySeconds: 60 }
    : { dueAt: scheduledAt, gridAt: scheduledAt, everySeconds };

/**
 * The time under which a check that is about to write is kept.
 *
 * That is when it was due, unless it is so late that the next check may be running already. Both have then gone on
 * from the same snapshot, and if each wrote under its own time, the alerts of one would be unknown to whatever goes
 * on from the other. So the late one writes under the later time as well, where only one of them can; and before it
 * goes on from anything, it waits for that time, when whatever is kept under an earlier one is written.
 */
export function takenAtOf({ dueAt, gridAt, everySeconds }: Slot, now: Timestamp): Timestamp {
  const slotsPassed = Math.floor((secondsBetween(gridAt, now) + writingSeconds) / everySeconds);
  return slotsPassed <= 0 ? dueAt : plusSeconds(gridAt, slotsPassed * everySeconds);
}
