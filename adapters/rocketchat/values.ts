import { isFields } from '../../core/base/json.ts';
import { type Timestamp, timestampOf } from '../../core/base/time.ts';
import { oneLine } from '../../core/text/one-line.ts';

/*
 * Rocket.Chat's own published examples write numbers and booleans as text, and MongoDB's extended JSON wraps them: what
 * can be read is read, and what cannot is null.
 */

/** Reads a value that the server sent; null where it cannot be read. */
export type Reader<T> = (value: unknown) => T | null;

export const maxTextLength = 255;
const maxNumberLength = 40;

/** Text as such, or a number written as text: ports come as either. */
export const readText: Reader<string> = (value) => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' ? oneLine(text, maxTextLength) || null : null;
};

export const readFlag: Reader<boolean> = (value) => {
  const flag = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (flag === true || flag === 'true' || flag === 1 || flag === '1') return true;
  if (flag === false || flag === 'false' || flag === 0 || flag === '0') return false;
  return null;
};

/** A finite number, as such, as decimal text, or as MongoDB's extended JSON writes a 64-bit integer. */
const readNumber: Reader<number> = (value) => {
  const plain = isFields(value) ? value['$numberLong'] : value;
  if (typeof plain === 'number') return Number.isFinite(plain) ? plain : null;
  if (typeof plain !== 'string' || plain.length > maxNumberLength) return null;
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain.trim()) ? readNumber(Number(plain)) : null;
};

/** A number of things: whole, and not negative. */
export const readCount: Reader<number> = (value) => {
  const count = readNumber(value);
  return count !== null && Number.isSafeInteger(count) && count >= 0 ? count : null;
};

/** What most answers write, in no need of being worked out: a time from 1970 on as `toISOString` writes it. */
const usual =
  /^(?:19[7-9]\d|[2-9]\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const isUsual = (moment: unknown): moment is Timestamp => typeof moment === 'string' && usual.test(moment);

/** ISO 8601 (UTC where it names no zone), milliseconds since 1970, or `{ "$date": … }` with either. */
export const readTimestamp: Reader<Timestamp> = (value) => {
  const moment = isFields(value) ? value['$date'] : value;
  if (isUsual(moment)) return moment;
  const milliseconds = readNumber(moment) ?? (typeof moment === 'string' ? readIsoDate(moment.trim()) : null);
  return milliseconds === null ? null : timestampOf(milliseconds);
};

const readIsoDate = (text: string): number | null => {
  const parts = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text);
  if (parts === null) return null;
  const [, timeOfDay, , , zone] = parts;
  // Without a zone, Date.parse would take a time of day as that of the machine it runs on.
  const milliseconds = Date.parse(timeOfDay !== undefined && zone === undefined ? `${text}Z` : text);
  return Number.isNaN(milliseconds) ? null : milliseconds;
};
