import { type Clock, secondsBetween } from '../../core/base/time.ts';

/** What came of one attempt. */
export interface Attempt {
  /** The shortest wait before another attempt; null where another would not help. */
  readonly retryAfterMilliseconds: number | null;
}

export interface RetryLimits {
  /** One attempt. */
  readonly callMilliseconds: number;
  /** All attempts, and the waits between them. */
  readonly inAllMilliseconds: number;
  readonly retries: number;
  /** The longest back-off before the first retry; it doubles with each. */
  readonly backoffMilliseconds: number;
}

export interface RetryTools {
  /** For the waits between attempts. */
  readonly clock: Clock;
  /** From 0 to below 1, for the jitter. @default Math.random */
  readonly random?: () => number;
}

/** Makes attempts until one needs no other, or leaves no time for it. Returns what came of the last one. */
export const retryRequest = async <Result extends Attempt>(
  attempt: () => Promise<Result>,
  { callMilliseconds, inAllMilliseconds, retries: maxRetries, backoffMilliseconds }: RetryLimits,
  { clock, random = Math.random }: RetryTools,
): Promise<Result> => {
  const startedAt = clock.now();
  for (let retries = 0; ; retries += 1) {
    const result = await attempt();
    if (result.retryAfterMilliseconds === null || retries === maxRetries) return result;
    const wait = result.retryAfterMilliseconds + random() * backoffMilliseconds * 2 ** retries;
    const spent = secondsBetween(startedAt, clock.now()) * 1000;
    // Another attempt gets its full time or is not begun.
    if (spent + wait + callMilliseconds > inAllMilliseconds) return result;
    await clock.sleep(wait);
  }
};
