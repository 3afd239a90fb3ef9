import { millisecondsOf, type Timestamp } from '../base/time.ts';
import { countInstances } from '../cluster/counts.ts';
import type { Snapshot } from '../history/snapshot.ts';
import type { Silence } from '../incidents/silence.ts';
import { Cells, measurementsIn } from './cells.ts';
import type { Fold } from './fold.ts';
import { incidentsWithin } from './incidents.ts';
import { lanesOf } from './lanes.ts';
import { laneMemoryIn } from './lane-memory.ts';
import { type Bucket, laneStates, type Period, type Timeline, type Uptime } from './model.ts';
import { dayMilliseconds, dayOf } from './rollup.ts';
import type { WorkspaceCourse } from './workspace-course.ts';

interface TimelineOptions {
  readonly workspace: string;
  readonly from: Timestamp;
  readonly to: Timestamp;
  /** The last check before the end; null where there is none. */
  readonly latest: Snapshot | null;
  readonly resolutionSeconds: number;
}

const uptimeDays = 90;

/** The beginning of what a timeline is to know of the workspace beyond its own time. */
export const uptimeBegin = (to: Timestamp): number => dayOf(millisecondsOf(to) - uptimeDays * dayMilliseconds);

/** What is to be drawn of a part of what was read. */
export function makeTimeline(
  fold: Fold,
  { workspace, from, to, latest, resolutionSeconds }: TimelineOptions,
): Timeline {
  const { course, tracks, incidents, alerts } = fold;
  const [begin, end] = [millisecondsOf(from), millisecondsOf(to)];
  const memories = latest === null ? null : laneMemoryIn(latest);
  const { lanes, omitted } = lanesOf(tracks.all, {
    from: begin,
    to: end,
    unseen: course.unseen(begin, end),
    lastSeenUntil: course.lastSeenUntil(end),
    memoryOf: (id) => memories?.get(id) ?? null,
  });
  return {
    workspace,
    ...course.period(begin, end),
    current: latest && { takenAt: latest.takenAt, outcome: latest.outcome, ...countInstances(latest.health.instances) },
    calls: course.calls(begin, end),
    lanes,
    omittedLanes: omitted + tracks.omitted,
    resolutionSeconds,
    buckets: bucketsOf(fold, begin, end, 1000 * resolutionSeconds),
    incidents: incidentsWithin(incidents.all, begin, end),
    omittedIncidents: incidents.omitted,
    alerts: alerts.all.filter(({ takenAt }) => isWithin(takenAt, begin, end)),
    omittedAlerts: alerts.omitted,
    silences: silencesWithin(fold.silences, begin, end),
    uptime: uptimeOf(course, end),
    days: daysOf(course, end),
  };
}

const isWithin = (at: Timestamp, begin: number, end: number): boolean => {
  const moment = millisecondsOf(at);
  return moment >= begin && moment < end;
};

function bucketsOf({ course, cells }: Fold, begin: number, end: number, length: number): readonly Bucket[] {
  const grouped = new Cells();
  for (const [at, cell] of cells.all) {
    if (at >= beginIn(begin, length) && at < end) grouped.addCell(beginIn(at, length), cell);
  }
  const measured = new Map(grouped.all);
  const buckets: Bucket[] = [];
  for (let at = beginIn(begin, length); at < end; at += length) {
    const period = course.period(Math.max(begin, at), Math.min(end, at + length));
    const { checks, judged } = period;
    if (checks === 0 && judged.seenSeconds + judged.unseenSeconds === 0) continue;
    buckets.push({ ...period, ...measurementsIn(measured.get(at) ?? nothingMeasured, laneStates) });
  }
  return buckets;
}

const nothingMeasured = { latencies: {}, maxMilliseconds: null, minHealthy: null, maxListed: null, states: {} };

const beginIn = (at: number, length: number): number => Math.floor(at / length) * length;

const silencesWithin = (silences: readonly Silence[], begin: number, end: number): readonly Silence[] =>
  silences
    .filter(({ from, until }) => millisecondsOf(from) < end && millisecondsOf(until) > begin)
    .sort((a, b) => millisecondsOf(a.from) - millisecondsOf(b.from));

function uptimeOf(course: WorkspaceCourse, end: number): Uptime {
  const [first = Infinity] = course.checks;
  const last = (days: number): Period | null => {
    const period = course.period(Math.max(end - days * dayMilliseconds, Math.min(first, end)), end);
    return period.checks === 0 ? null : period;
  };
  return { '24h': last(1), '7d': last(7), '30d': last(30), '90d': last(uptimeDays) };
}

function daysOf(course: WorkspaceCourse, end: number): readonly Period[] {
  const first = dayOf(end) - (uptimeDays - 1) * dayMilliseconds;
  const days = Array.from({ length: uptimeDays }, (_, index) => {
    const day = first + index * dayMilliseconds;
    return course.period(day, Math.min(end, day + dayMilliseconds));
  });
  return days.filter(({ checks }) => checks > 0);
}
