import { type Timestamp, millisecondsOf, toTimestamp } from '../core/base/time.ts';
import type { AlertMark, IncidentSpan } from '../core/timeline/model.ts';
import { hourMilliseconds, type Rollup } from '../core/timeline/rollup.ts';
import type { Stretch } from '../core/timeline/stretches.ts';
import type { Track } from '../core/timeline/tracks.ts';

/** The same day again, so many milliseconds later, with other processes: a year is made of a few days in seconds. */
export function movedRollup(rollup: Rollup, by: number): Rollup {
  const at = (time: Timestamp): Timestamp => toTimestamp(new Date(millisecondsOf(time) + by));
  const atOrNull = (time: Timestamp | null): Timestamp | null => (time === null ? null : at(time));
  const id = <Id extends string>(of: Id) => `${of}+${by / 86_400_000}` as const;
  const idOrNull = (process: string | null): string | null => (process === null ? null : id(process));
  const stretch = <State extends string>(one: Stretch<State>): Stretch<State> => ({
    ...one,
    from: one.from + by,
    to: one.to + by,
  });
  const track = (one: Track): Track => ({
    ...one,
    id: id(one.id),
    startedAt: atOrNull(one.startedAt),
    firstSeenAt: at(one.firstSeenAt),
    lastSeenAt: at(one.lastSeenAt),
    replaces: idOrNull(one.replaces),
    replacedBy: idOrNull(one.replacedBy),
    stretches: one.stretches.map(stretch),
    peaks: one.peaks.map(([from, to, bytes]) => [from + by, to + by, bytes]),
  });
  const incident = (one: IncidentSpan): IncidentSpan => ({
    ...one,
    id: id(one.id),
    subjects: one.subjects.map(id),
    since: at(one.since),
    openedAt: at(one.openedAt),
    endedAt: atOrNull(one.endedAt),
    resolvedAt: atOrNull(one.resolvedAt),
  });
  const alert = (one: AlertMark): AlertMark => ({
    ...one,
    takenAt: at(one.takenAt),
    deliveredAt: atOrNull(one.deliveredAt),
    incidents: one.incidents.map(id),
  });
  return {
    ...rollup,
    day: rollup.day + by,
    // The last hour of the last day may not be over yet: of an earlier day, it is.
    hours: Array.from({ length: 24 }, (_, hour) => rollup.day + by + hour * hourMilliseconds),
    checks: rollup.checks.map((check) => check + by),
    failed: rollup.failed.map(([moment, kind]) => [moment + by, kind]),
    stretches: rollup.stretches.map(stretch),
    cells: rollup.cells.map(([begin, cell]) => [begin + by, cell]),
    tracks: rollup.tracks.map(track),
    incidents: rollup.incidents.map(incident),
    alerts: rollup.alerts.map(alert),
  };
}
