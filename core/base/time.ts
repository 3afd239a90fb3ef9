import * as v from 'valibot';

/**
 * A moment in UTC as ISO 8601 with milliseconds, as `Date.prototype.toISOString` writes it: the one form in
 * which times are kept, compared, stored and shown. A type of its own, so that no other text passes for one.
 */
export type Timestamp = `${number}-${number}-${number}T${string}Z`;

/** Throws a `RangeError` for an invalid date. */
export const toTimestamp = (date: Date): Timestamp => date.toISOString() as Timestamp;

/** Milliseconds since 1970. */
export const millisecondsOf = (at: Timestamp): number =>
  at.length === '0000-00-00T00:00:00.000Z'.length ? millisecondsOfDigits(at) : Date.parse(at);

/** What `Date.parse` makes of it, in a fraction of the time: a check of a large workspace asks tens of thousands of times. */
function millisecondsOfDigits(at: Timestamp): number {
  const year = 100 * pairAt(at, 0) + pairAt(at, 2);
  const milliseconds = 100 * digitAt(at, 20) + pairAt(at, 21);
  return Date.UTC(year, pairAt(at, 5) - 1, pairAt(at, 8), pairAt(at, 11), pairAt(at, 14), pairAt(at, 17), milliseconds);
}

const digitAt = (at: Timestamp, place: number): number => at.charCodeAt(place) - 48;
const pairAt = (at: Timestamp, place: number): number => 10 * digitAt(at, place) + digitAt(at, place + 1);

/** Seconds from one moment to another; negative when `to` is the earlier one. */
export const secondsBetween = (from: Timestamp, to: Timestamp): number =>
  (millisecondsOf(to) - millisecondsOf(from)) / 1000;

/**
 * Whether a duration has been reached: at most a tenth of it, and at most 10 s, may be missing, since checks are
 * not made to the second.
 */
export const hasLasted = (since: Timestamp, at: Timestamp, seconds: number): boolean =>
  secondsBetween(since, at) >= seconds - Math.min(seconds / 10, 10);

/** The moment that many seconds later (or earlier, when negative). */
export const plusSeconds = (at: Timestamp, seconds: number): Timestamp =>
  toTimestamp(new Date(millisecondsOf(at) + seconds * 1000));

/** The beginning of the minute that a moment is in. */
export const startOfMinute = (at: Timestamp): Timestamp => plusSeconds(at, -((millisecondsOf(at) / 1000) % 60));

/** From then on ISO 8601 takes two more digits for the year, and such times no longer sort as text. */
const endOfYear9999 = Date.UTC(10_000, 0);

/** The moment so many milliseconds after the beginning of 1970; null where that is before it, or after the year 9999. */
export const timestampOf = (milliseconds: number): Timestamp | null =>
  milliseconds >= 0 && milliseconds < endOfYear9999 ? toTimestamp(new Date(milliseconds)) : null;

/** The moment that a text stands for, as `Date.parse` reads it; null where it is none, or one that `timestampOf` refuses. */
export const timestampFrom = (text: string): Timestamp | null => timestampOf(Date.parse(text));

const isTimestamp = (text: string): text is Timestamp => /^[\d-]+T[\d:.]+Z$/.test(text);

/** A time that was stored, or that another program wrote. */
export const timestampSchema = v.pipe(v.string(), v.isoTimestamp(), v.guard(isTimestamp));

/** The later of two moments. */
export const later = (a: Timestamp, b: Timestamp): Timestamp => (millisecondsOf(a) >= millisecondsOf(b) ? a : b);

/** The earlier of two moments. */
export const earlier = (a: Timestamp, b: Timestamp): Timestamp => (millisecondsOf(a) <= millisecondsOf(b) ? a : b);

/** The time, and waiting for it, as something that is handed in: real in the Lambda function, virtual in tests. */
export interface Clock {
  now(): Timestamp;
  /** Rejects once the signal is given. @default none */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
