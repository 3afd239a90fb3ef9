import type { Fold } from './fold.ts';
import { hourMilliseconds, type Rollup } from './rollup.ts';

/** What a fold of the checks of a day holds, as far as it can be taken up again. */
export const makeRollup = (fold: Fold, day: number, hours: readonly number[]): Rollup => ({
  day,
  hours,
  checks: fold.course.checks,
  failed: fold.course.failed,
  stretches: fold.course.stretches,
  cells: fold.cells.all,
  tracks: fold.tracks.all,
  omittedTracks: fold.tracks.omitted,
  incidents: fold.incidents.all,
  omittedIncidents: fold.incidents.omitted,
  alerts: fold.alerts.all,
  omittedAlerts: fold.alerts.omitted,
  silences: fold.silences,
});

/** How measurements of hours are kept. */
export const rollupCell = hourMilliseconds;
