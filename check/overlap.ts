import { awsClientConfig } from '../adapters/aws/client-config.ts';
import { secondsBetween, type Timestamp } from '../core/base/time.ts';

/** A check that begins to write has written, or given up, within this: all attempts, and a second between them. */
export const maxWritingSeconds =
  (awsClientConfig.maxAttempts * awsClientConfig.requestHandler.requestTimeout) / 1000 + 1;

/**
 * Whether another run may be recording a check of the same workspace, from the same snapshot on: neither would then
 * know what the other has sent.
 *
 * @param previousAt the snapshot that this check goes on from; null: none
 */
export type Overlap = (previousAt: Timestamp | null, now: Timestamp) => boolean;

/** Of a process that makes all checks itself, one after the other. */
export const noOverlap: Overlap = () => false;

export interface ScheduledCheck {
  /** Null where nobody scheduled it. */
  readonly scheduledAt: Timestamp | null;
  readonly everySeconds: number;
  /** Whether runs look again between the times of the schedule. */
  readonly mayRecheck: boolean;
}

/**
 * A scheduled check is alone where the one before it is recorded, and the one after it is not due before this one has
 * written. A schedule starts its runs up to a minute late, so neither can be taken for granted.
 */
export const overlapOf =
  ({ scheduledAt, everySeconds, mayRecheck }: ScheduledCheck): Overlap =>
  (previousAt, now) => {
    if (scheduledAt === null || mayRecheck || previousAt === null) return true;
    const mayMeetTheNext = secondsBetween(scheduledAt, now) + maxWritingSeconds > everySeconds;
    const isOneMissing = secondsBetween(previousAt, scheduledAt) > everySeconds;
    return mayMeetTheNext || isOneMissing;
  };
