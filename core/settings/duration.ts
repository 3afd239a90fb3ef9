import * as v from 'valibot';

const secondsPerUnit = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
type Unit = keyof typeof secondsPerUnit;
const unitsLargestFirst = ['d', 'h', 'm', 's'] as const satisfies readonly Unit[];

const isUnit = (text: string): text is Unit => text in secondsPerUnit;

/** A whole number and its unit: `35s`, `1m`, `4h`, `30d`. Null where the text is not a duration. */
export const durationSeconds = (text: string): number | null => {
  const [, count = '', unit = ''] = /^(\d{1,9})([a-z])$/.exec(text) ?? [];
  return isUnit(unit) ? Number(count) * secondsPerUnit[unit] : null;
};

/** Whole seconds, in the largest unit that needs no fraction: 90 is `90s`, 3600 is `1h`. */
export const durationText = (seconds: number): string => {
  const unit = unitsLargestFirst.find((each) => seconds !== 0 && seconds % secondsPerUnit[each] === 0) ?? 's';
  return `${seconds / secondsPerUnit[unit]}${unit}`;
};

export interface DurationLimits {
  readonly from: string;
  readonly to: string;
  /** Whether only whole minutes will do. @default false */
  readonly wholeMinutes?: boolean;
}

/**
 * A duration in a configuration file, read as seconds.
 *
 * @throws Error where a limit is not itself a duration.
 */
export const duration = ({ from, to, wholeMinutes = false }: DurationLimits) => {
  const [least, most] = [durationSeconds(from), durationSeconds(to)];
  if (least === null || most === null) throw new Error(`Not a range of durations: ${from} to ${to}`);
  const allowed = `${wholeMinutes ? 'whole minutes' : 'a duration'} from ${from} to ${to}, written like 35s, 1m, 4h or 30d`;
  return v.pipe(
    v.string(allowed),
    // Said beside what is read below, because editors can use a pattern.
    v.regex(/^\d{1,9}[smhd]$/, allowed),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const seconds = durationSeconds(dataset.value);
      if (seconds !== null && seconds >= least && seconds <= most && !(wholeMinutes && seconds % 60 !== 0)) {
        return seconds;
      }
      addIssue({ message: allowed });
      return NEVER;
    }),
  );
};

/** A duration, or a word, such as `auto`, read as null. */
export const durationOr = (word: 'auto' | 'off', limits: DurationLimits) => {
  const of = duration(limits);
  const allowed = `${word}, or ${v.safeParse(of, undefined).issues?.[0].message ?? 'a duration'}`;
  return v.pipe(
    v.string(allowed),
    v.regex(new RegExp(`^(?:${word}|\\d{1,9}[smhd])$`), allowed),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      if (dataset.value === word) return null;
      const result = v.safeParse(of, dataset.value);
      if (result.success) return result.output;
      addIssue({ message: allowed });
      return NEVER;
    }),
  );
};
