/**
 * A moment in UTC as ISO 8601 with milliseconds, as `Date.prototype.toISOString` writes it: the one form in
 * which times are kept, compared, stored and shown.
 */
export type Timestamp = string;

/** Seconds from one moment to another; negative when `to` is the earlier one. */
export const secondsBetween = (from: Timestamp, to: Timestamp): number => (Date.parse(to) - Date.parse(from)) / 1000;

/** The moment that many seconds later (or earlier, when negative). */
export const plusSeconds = (at: Timestamp, seconds: number): Timestamp =>
  new Date(Date.parse(at) + seconds * 1000).toISOString();

/** From then on ISO 8601 takes two more digits for the year, and such times no longer sort as text. */
const endOfYear9999 = Date.UTC(10_000, 0);

/** The moment so many milliseconds after the beginning of 1970; null where that is before it, or after the year 9999. */
export const timestampOf = (milliseconds: number): Timestamp | null =>
  milliseconds >= 0 && milliseconds < endOfYear9999 ? new Date(milliseconds).toISOString() : null;

/** The later of two moments. */
export const later = (a: Timestamp, b: Timestamp): Timestamp => (Date.parse(a) >= Date.parse(b) ? a : b);

/** The earlier of two moments. */
export const earlier = (a: Timestamp, b: Timestamp): Timestamp => (Date.parse(a) <= Date.parse(b) ? a : b);

/** The time, and waiting for it, as something that is handed in: real in the Lambda function, virtual in tests. */
export interface Clock {
  now(): Timestamp;
  /** Rejects once the signal is given. @default none */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
