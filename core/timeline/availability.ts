import type { Judged, Lane, Period } from './model.ts';

/**
 * How much of the time for which something could be judged it was well, in percent; null where nothing could be. Time
 * for which nobody knows is left out of both.
 */
export const availabilityOf = ({ seconds }: Pick<Lane, 'seconds'>): number | null =>
  percent(seconds.healthy ?? 0, judgedSeconds({ seconds }));

/** Time for which a lane could be judged. */
export const judgedSeconds = ({ seconds }: Pick<Lane, 'seconds'>): number =>
  (seconds.healthy ?? 0) + (seconds.disconnected ?? 0) + (seconds.unresponsive ?? 0) + (seconds.missing ?? 0);

/** Of the workspace: that all of its instances were healthy. */
export const allHealthyPercent = ({ allHealthySeconds, seenSeconds }: Judged): number | null =>
  percent(allHealthySeconds, seenSeconds);

/** Of the workspace: checks that it answered. */
export const answeredPercent = ({ checks, failedChecks }: Pick<Period, 'checks' | 'failedChecks'>): number | null =>
  percent(checks - failedChecks, checks);

const percent = (part: number, whole: number): number | null => (whole <= 0 ? null : (100 * part) / whole);

/** `100 %`, `99.98 %`, `> 99.99 %`: never rounded up to all, nor down to none. */
export const availabilityText = (value: number | null): string => {
  if (value === null) return '–';
  if (value === 100 || value === 0) return `${value} %`;
  const rounded = Math.floor(value * 100) / 100;
  return rounded === 0 ? '< 0.01 %' : `${rounded} %`;
};
