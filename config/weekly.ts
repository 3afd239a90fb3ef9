import * as v from 'valibot';

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * A time on days of the week, such as `sat, sun 22:30`, as cron has it: `30 22 * * 6,0`.
 *
 * @param form what is allowed, for a person
 */
export const weeklyTime = (form: string, maxDays = weekdays.length) =>
  v.pipe(
    v.string(form),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const [, days = '', hour = '', minute = ''] =
        /^([a-z]+(?: *, *[a-z]+)*) +([01]?\d|2[0-3]):([0-5]\d)$/i.exec(dataset.value.trim()) ?? [];
      const numbers = days.split(',').map((day) => weekdayNumber(day.trim().toLowerCase()));
      if (numbers.length <= maxDays && numbers.every((number) => number >= 0)) {
        return `${Number(minute)} ${Number(hour)} * * ${numbers.join()}`;
      }
      addIssue({ message: form });
      return NEVER;
    }),
  );

/** -1 where it is none: days are written out, or as their first three letters. */
const weekdayNumber = (day: string): number => weekdays.findIndex((name) => day === name || day === name.slice(0, 3));
