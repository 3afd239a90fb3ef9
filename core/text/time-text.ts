import type { Timestamp } from '../base/time.ts';

/** A time for a person who reads on the day of `at`: `19:20 UTC`, or `2026-11-20 19:20 UTC` where it was another day. */
export const timeText = (time: Timestamp, at: Timestamp): string =>
  dayOf(time) === dayOf(at) ? `${clockOf(time)} UTC` : dayAndTimeText(time);

/** `2026-11-20 19:20 UTC` */
export const dayAndTimeText = (time: Timestamp): string => `${dayOf(time)} ${clockOf(time)} UTC`;

/** Writes a time into a sentence: with its day where that is not today, or `always`. */
export type TimeText = (time: Timestamp, day?: 'always') => string;

/** `19:09 UTC to 19:21 UTC`; both with their day where that is not the same: `20 Nov 19:21 UTC to 21 Nov 19:21 UTC`. */
export const spanText = (from: Timestamp, to: Timestamp, time: TimeText): string => {
  const day = dayOf(from) === dayOf(to) ? undefined : 'always';
  return `${time(from, day)} to ${time(to, day)}`;
};

/**
 * Writes times for readers of an alert: `19:20 UTC`, on another day `22 Nov 19:20 UTC`, and where they have a time zone
 * `19:20 UTC (20:20 CET)`.
 *
 * @param at the check that the alert is of
 */
export const timesFor = (at: Timestamp, timeZone: string | null): TimeText => {
  const local = timeZone === null ? null : localTime(timeZone);
  return (time, shown) => {
    const day = shown !== 'always' && dayOf(time) === dayOf(at) ? '' : `${shortDay(dayOf(time), dayOf(at))} `;
    const utc = `${day}${clockOf(time)} UTC`;
    return local === null ? utc : `${utc} (${local(time, at)})`;
  };
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `22 Nov`, or `22 Nov 2025` where that is another year. */
const shortDay = (day: string, today: string): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  const text = `${Number(date)} ${months[Number(month) - 1] ?? month}`;
  return year === today.slice(0, 4) ? text : `${text} ${year}`;
};

/** `20:20 CET`, on another day than that of `at` there `22 Nov 00:20 CET`; null of a zone that is not known here. */
const localTime = (timeZone: string): ((time: Timestamp, at: Timestamp) => string) | null => {
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
    });
    const american = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' });
    return (time, at) => {
      const [now, then] = [partsOf(format, at), partsOf(format, time)];
      const day = then.day === now.day ? '' : `${shortDay(then.day, now.day)} `;
      // British English has names for the zones of Europe, American English for those of America.
      const zone = then.zone.startsWith('GMT') ? partsOf(american, time).zone : then.zone;
      return `${day}${then.clock} ${zone}`;
    };
  } catch {
    return null;
  }
};

const partsOf = (format: Intl.DateTimeFormat, time: Timestamp) => {
  const parts = new Map(format.formatToParts(new Date(time)).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    clock: `${part('hour')}:${part('minute')}`,
    zone: part('timeZoneName'),
  };
};

const clockOf = (time: Timestamp): string => time.slice(11, 16);
const dayOf = (time: Timestamp): string => time.slice(0, 10);
