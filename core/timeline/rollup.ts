import { millisecondsOf, type Timestamp } from '../base/time.ts';
import type { Silence } from '../incidents/silence.ts';
import type { Cell } from './cells.ts';
import type { AlertMark, IncidentSpan } from './model.ts';
import type { Stretch } from './stretches.ts';
import type { Track } from './tracks.ts';
import type { CourseState, FailedCheck } from './workspace-course.ts';

export const hourMilliseconds = 3_600_000;
export const dayMilliseconds = 24 * hourMilliseconds;

/** The beginning of the hour, or the day (UTC), that a moment is in. */
export const hourOf = (at: number): number => Math.floor(at / hourMilliseconds) * hourMilliseconds;
export const dayOf = (at: number): number => Math.floor(at / dayMilliseconds) * dayMilliseconds;

/** Whether a check is the first of its hour. */
export const isNewHour = (previousAt: Timestamp, takenAt: Timestamp): boolean =>
  hourOf(millisecondsOf(previousAt)) < hourOf(millisecondsOf(takenAt));

/** All that a timeline needs of the checks of a day (UTC), or of some of its hours; times in milliseconds since 1970. */
export interface Rollup {
  readonly day: number;
  /** The hours whose checks are in it, each by its beginning, in order. */
  readonly hours: readonly number[];
  /** When each check was due. */
  readonly checks: readonly number[];
  readonly failed: readonly FailedCheck[];
  readonly stretches: ReadonlyArray<Stretch<CourseState>>;
  /** An hour each. */
  readonly cells: ReadonlyArray<readonly [begin: number, cell: Cell]>;
  readonly tracks: readonly Track[];
  readonly omittedTracks: number;
  readonly incidents: readonly IncidentSpan[];
  readonly omittedIncidents: number;
  readonly alerts: readonly AlertMark[];
  readonly omittedAlerts: number;
  readonly silences: readonly Silence[];
}

export const emptyRollup = (day: number): Rollup => ({
  day,
  hours: [],
  checks: [],
  failed: [],
  stretches: [],
  cells: [],
  tracks: [],
  omittedTracks: 0,
  incidents: [],
  omittedIncidents: 0,
  alerts: [],
  omittedAlerts: 0,
  silences: [],
});

/** A stretch of hours that are all in a rollup, or all not. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly isCovered: boolean;
}

/** The pieces that a part of a rollup's day consists of, in order. */
export function piecesOf({ hours }: Pick<Rollup, 'hours'>, from: number, to: number): readonly Piece[] {
  const covered = new Set(hours);
  const pieces: Piece[] = [];
  for (let hour = hourOf(from); hour < to; hour += hourMilliseconds) {
    const isCovered = covered.has(hour);
    const [begin, end] = [Math.max(from, hour), Math.min(to, hour + hourMilliseconds)];
    const last = pieces.at(-1);
    if (last?.isCovered === isCovered) pieces[pieces.length - 1] = { ...last, to: end };
    else pieces.push({ from: begin, to: end, isCovered });
  }
  return pieces;
}
