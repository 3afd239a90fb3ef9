import { secondsBetween, type Timestamp, timestampOf } from '../../core/base/time.ts';

/** The headers of an answer. */
interface HeaderReader {
  get(name: string): string | null;
}

/** A time as the headers `Date` and `Retry-After` write it: `Fri, 05 Jul 2024 02:55:40 GMT`. */
export const readHttpDate = (value: string | null): Timestamp | null =>
  value !== null && /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(value)
    ? timestampOf(Date.parse(value))
    : null;

const readWholeNumber = (value: string | null): number | null =>
  value !== null && /^\d{1,15}$/.test(value.trim()) ? Number(value) : null;

/** Some proxies give the reset in seconds since 1970, which must not be taken for a time long ago. */
const minPlausibleReset = '2001-01-01T00:00:00.000Z';

/**
 * How long until requests are accepted again, 0 where that is now; null where the answer does not say.
 * `Retry-After` is in seconds or a date, `X-RateLimit-Reset` in milliseconds since 1970.
 */
export const millisecondsUntilReset = (headers: HeaderReader, now: Timestamp): number | null => {
  const retryAfter = headers.get('retry-after');
  const seconds = readWholeNumber(retryAfter);
  if (seconds !== null) return seconds * 1000;
  const reset = readHttpDate(retryAfter) ?? timestampOf(readWholeNumber(headers.get('x-ratelimit-reset')) ?? NaN);
  if (reset === null || reset < minPlausibleReset) return null;
  // The reset is by the server's clock, and so is its Date.
  const serverNow = readHttpDate(headers.get('date')) ?? now;
  return Math.max(0, secondsBetween(serverNow, reset) * 1000);
};
