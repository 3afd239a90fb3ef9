import { plusSeconds, type Timestamp } from '../core/base/time.ts';

/** So many calls per address in each window of time. Rocket.Chat's default is 10 in 60 s; admins and bots bypass it. */
export interface RateLimit {
  readonly calls: number;
  readonly perSeconds: number;
}

interface RateLimitVerdict {
  readonly allowed: boolean;
  /** How many more calls this window allows. */
  readonly left: number;
  readonly resetAt: Timestamp;
}

/** Counts calls in windows that begin with an address's first call. */
export class RateLimiter {
  readonly #windows = new Map<string, { readonly resetAt: Timestamp; readonly calls: number }>();

  count(remoteAddress: string, limit: RateLimit, now: Timestamp): RateLimitVerdict {
    const open = this.#windows.get(remoteAddress);
    const { resetAt, calls } =
      open !== undefined && now < open.resetAt ? open : { resetAt: plusSeconds(now, limit.perSeconds), calls: 0 };
    this.#windows.set(remoteAddress, { resetAt, calls: calls + 1 });
    return { allowed: calls < limit.calls, left: Math.max(0, limit.calls - calls - 1), resetAt };
  }
}
