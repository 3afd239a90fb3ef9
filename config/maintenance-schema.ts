import * as v from 'valibot';
import { incidentKinds } from '../core/rules/registry.ts';
import { duration, durationText } from '../core/settings/duration.ts';
import { isMapping, mapping } from './mapping.ts';
import { nearest } from './nearest.ts';
import { maybe, text } from './values.ts';
import { weeklyTime } from './weekly.ts';
import { everBegins, isCron, isTimeZone, minPeriodSeconds } from './window-calendar.ts';

/** As many for all workspaces, and for each: the input of a schedule holds 256 KB, and these take less than a tenth. */
const maxWindows = 20;

const cronForm = 'five fields as cron has them, minute hour day month weekday, such as "0 3 * * SUN"';
const cron = v.pipe(
  v.string(cronForm),
  v.check(isCron, cronForm),
  v.check(everBegins, 'a time that comes, which this one never does'),
);

const weeklyForm =
  'a day of the week, or several with commas, and a time, such as sunday 03:00; or cron, with five fields';

const weekly = weeklyTime(weeklyForm);

const zoneForm = 'a time zone such as Europe/Berlin or UTC';
export const timeZone = v.pipe(
  v.string(zoneForm),
  v.check(isTimeZone, ({ input }) => {
    const meant = nearest(input, Intl.supportedValuesOf('timeZone'));
    return meant === null ? zoneForm : `${zoneForm}; did you mean ${meant}?`;
  }),
);

const kindsForm = `a list of any of ${incidentKinds.join(', ')}; leave it out for all of them`;
const kinds = v.pipe(
  v.array(v.picklist(incidentKinds, `one of ${incidentKinds.join(', ')}`), kindsForm),
  v.nonEmpty(kindsForm),
);

const lasting = {
  timeZone,
  for: duration({ from: '1m', to: '7d' }),
  kinds: maybe(kinds),
  reason: maybe(text(/^.{1,200}$/, 'a text of 1 to 200 characters on one line')),
};
const byCron = mapping({ cron, ...lasting });
const byWeek = mapping({ weekly, ...lasting });
type Window = v.InferOutput<typeof byCron> | v.InferOutput<typeof byWeek>;

/** When it begins, as cron has it. */
export const cronOf = (window: Window): string =>
  [window.cron, window.weekly].find((begins) => typeof begins === 'string') ?? '';

const periodOf = (window: Window): number => minPeriodSeconds(cronOf(window), window.timeZone);

const windowSchema = v.pipe(
  v.lazy((window) => (isMapping(window) && 'cron' in window ? byCron : byWeek)),
  v.forward(
    v.check(
      (window) => window.for < periodOf(window),
      ({ input }) =>
        `less than ${durationText(periodOf(input))}, the shortest time from one beginning to the next, ` +
        'so that one ends before the next begins',
    ),
    ['for'],
  ),
);

export const maintenanceSchema = v.pipe(
  v.array(windowSchema, 'a list of windows, each with cron or weekly, timeZone and for'),
  v.maxLength(maxWindows, `at most ${maxWindows} windows`),
);

export type MaintenanceInFile = v.InferOutput<typeof maintenanceSchema>;
