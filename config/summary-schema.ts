import * as v from 'valibot';
import { timeZone } from './maintenance-schema.ts';
import { mapping } from './mapping.ts';
import { maybe } from './values.ts';
import { weeklyTime } from './weekly.ts';
import { isTimeZone } from './window-calendar.ts';

const regionForm = 'the name of a time zone such as Europe/Berlin or UTC, not a distance from UTC';

/** What is no time zone at all is reported already. */
const isRegion = (name: string): boolean => /^[A-Za-z]/.test(name) || !isTimeZone(name);

export const summarySchema = mapping({
  weekly: weeklyTime('a day of the week and a time, such as monday 08:00', 1),
  timeZone: maybe(v.pipe(timeZone, v.check(isRegion, regionForm))),
});
