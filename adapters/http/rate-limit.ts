import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { readCount, readTimestamp } from '../rocketchat/values.ts';
import { readHttpDate } from './headers.ts';

/** The headers of an answer. */
export interface HeaderReader {
  get(name: string): string | null;
}

/** Some proxies give the reset in seconds since 1970: not to be mistaken for long ago. */
const minPlausibleReset = '2001-01-01T00:00:00.000Z';

/**
 * How long until calls are accepted again, 0 where that is now; null where the answer does not say.
 * Rocket.Chat sends `X-RateLimit-Reset` in milliseconds since 1970, proxies `Retry-After` in seconds or as a date.
 */
export const millisecondsUntilReset = (headers: HeaderReader, now: Timestamp): number | null => {
  const retryAfter = headers.get('retry-after');
  const seconds = readCount(retryAfter);
  if (seconds !== null) return seconds * 1000;
  const reset = readHttpDate(retryAfter) ?? readTimestamp(headers.get('x-ratelimit-reset'));
  if (reset === null || reset < minPlausibleReset) return null;
  // The moment is in the server's clock, and so is its Date.
  const serverNow = readHttpDate(headers.get('date')) ?? now;
  return Math.max(0, secondsBetween(serverNow, reset) * 1000);
};
