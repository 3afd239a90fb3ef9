import { type Clock, secondsBetween } from '../../core/time.ts';

/** What can be tried again. */
export interface Attempt {
  /** How long to hold off at least before another; null where another would not help. */
  readonly retryAfterMilliseconds: number | null;
}

export interface RetryLimits {
  /** The longest that one attempt takes. */
  readonly callMilliseconds: number;
  /** All attempts and the waits between them. */
  readonly inAllMilliseconds: number;
  readonly retries: number;
  /** The longest back-off before the first retry; it doubles with each. */
  readonly backoffMilliseconds: number;
}

export interface RetryTools {
  /** Waits between attempts; the deadline of an attempt itself is the machine's. */
  readonly clock: Clock;
  /** From 0 to below 1, for the jitter. @default Math.random */
  readonly random?: () => number;
}

/** The last attempt: the first that needs or allows no other. */
export const retryRequest = async <Made extends Attempt>(
  attempt: () => Promise<Made>,
  { callMilliseconds, inAllMilliseconds, retries: most, backoffMilliseconds }: RetryLimits,
  { clock, random = Math.random }: RetryTools,
): Promise<Made> => {
  const startedAt = clock.now();
  for (let retries = 0; ; retries += 1) {
    const made = await attempt();
    if (made.retryAfterMilliseconds === null || retries === most) return made;
    const wait = made.retryAfterMilliseconds + random() * backoffMilliseconds * 2 ** retries;
    const spent = secondsBetween(startedAt, clock.now()) * 1000;
    // Another attempt gets its full time or is not begun.
    if (spent + wait + callMilliseconds > inAllMilliseconds) return made;
    await clock.sleep(wait);
  }
};
