import { plusSeconds, secondsBetween, type Timestamp, toTimestamp } from '../../core/base/time.ts';
import { durationSeconds } from '../../core/settings/duration.ts';

const secondsPerDay = 86_400;

export const momentForms = 'how long ago (24h, 7d), or a time in UTC (19:20, 2026-11-21, 2026-11-21T19:20)';

/**
 * A moment as a person writes it, in UTC unless it says otherwise: so long ago (`24h`, `7d`), a day, a day and a
 * time (as alerts show it: `2026-11-21 19:20 UTC`, `21 Nov 19:20 UTC (20:20 CET)`), a time alone (`19:20`: the last
 * one), the id of an alert (`production/2026-11-21T19:20:00.000Z`), `now`, or ISO 8601. Null where it is none of these.
 *
 * @param edge which moment of it a day stands for
 */
export function readMoment(text: string, now: Timestamp, edge: 'start' | 'end' = 'start'): Timestamp | null {
  const written = withNumbers(copied(text.trim()), now);
  if (written === 'now') return now;
  const agoSeconds = durationSeconds(written);
  if (agoSeconds !== null) return ago(now, agoSeconds);
  const [, day = null, time = null, zone = 'Z'] = form.exec(written) ?? [];
  if (day === null) return time === null ? null : lastTime(time, zone, now);
  if (time !== null) return momentOf(day, time, zone);
  const start = momentOf(day, '00:00', 'Z');
  return start === null || edge === 'start' ? start : plusSeconds(start, secondsPerDay - 0.001);
}

/** Without what stands around a time in an alert: the workspace before it, the local time behind it. */
const copied = (text: string): string => text.replace(/^[\w.-]+\/(?=\d{4}-)/, '').replace(/ \([^()]*\)$/, '');

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const shortDay = /^(\d{1,2}) ([A-Z][a-z]{2})(?: (\d{4}))?(?= |$)/;

/** `2026-11-21 19:20 UTC` of `21 Nov 19:20 UTC`: without a year, the last such day. */
const withNumbers = (text: string, now: Timestamp): string =>
  text.replace(shortDay, (written, date: string, month: string, year: string | undefined) => {
    const index = months.indexOf(month);
    if (index === -1) return written;
    const day = `${String(index + 1).padStart(2, '0')}-${date.padStart(2, '0')}`;
    const thisYear = Number(now.slice(0, 4));
    return `${year ?? (day > now.slice(5, 10) ? thisYear - 1 : thisYear)}-${day}`;
  });

const form = /^(\d{4}-\d\d-\d\d)?(?:(?:^|[T ])(\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?) ?(?:UTC|(Z|[+-]\d\d:\d\d))?)?$/;

/** Nothing was checked before computers counted time. */
const ago = (now: Timestamp, seconds: number): Timestamp =>
  toTimestamp(new Date(Math.max(0, Date.parse(now) - seconds * 1000)));

/** Null also for a day that its month does not have: `Date` would take it for one of the next. */
function momentOf(day: string, time: string, zone: string): Timestamp | null {
  const [midnight, milliseconds] = [Date.parse(`${day}T00:00Z`), Date.parse(`${day}T${time}${zone}`)];
  if (Number.isNaN(midnight) || Number.isNaN(milliseconds)) return null;
  return new Date(midnight).toISOString().startsWith(day) ? toTimestamp(new Date(milliseconds)) : null;
}

function lastTime(time: string, zone: string, now: Timestamp): Timestamp | null {
  const today = momentOf(now.slice(0, 10), time, zone);
  return today !== null && secondsBetween(now, today) > 0 ? plusSeconds(today, -secondsPerDay) : today;
}
