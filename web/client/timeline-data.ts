import { allHealthyPercent, availabilityOf, availabilityText } from '../../core/timeline/availability.ts';
import {
  callStates,
  type Bucket,
  type IncidentSpan,
  type Lane,
  laneStates,
  type Period,
  type Run,
  type Timeline,
} from '../../core/timeline/model.ts';
import { uptimeOverview } from '../../core/timeline/uptime.ts';
import { millisecondsOf, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import type { DataBucket, DataIncident, DataLane, DataPeriod, DataRun, DataUptime, TimelineData } from './data.ts';

/** A timeline in the form that a page draws: times as seconds since its beginning. */
export function timelineData(timeline: Timeline): TimelineData {
  const { workspace, from, to, current, checks, failedChecks, alerts } = timeline;
  const offset = (at: Timestamp): number => Math.round(secondsBetween(from, at) * 10) / 10;
  return {
    workspace,
    since: millisecondsOf(from),
    seconds: offset(to),
    current:
      current === null
        ? null
        : { at: offset(current.takenAt), outcome: current.outcome, healthy: current.healthy, listed: current.listed },
    checks,
    failedChecks,
    laneStates,
    callStates,
    lanes: timeline.lanes.map((lane) => laneData(lane, offset)),
    omittedLanes: timeline.omittedLanes,
    calls: timeline.calls.map((run) => runData(run, callStates, offset)),
    buckets: timeline.buckets.map((bucket) => bucketData(bucket, offset)),
    incidents: timeline.incidents.map((incident) => incidentData(incident, timeline, offset)),
    omittedIncidents: timeline.omittedIncidents,
    alerts: alerts.map(({ takenAt, severity, title, isOver, summaries, omittedSummaries, deliveredAt }) => ({
      at: offset(takenAt),
      severity,
      title,
      isOver,
      summaries,
      omittedSummaries,
      deliveredAfter: deliveredAt === null ? null : secondsBetween(takenAt, deliveredAt),
    })),
    omittedAlerts: timeline.omittedAlerts,
    uptime: uptimeData(timeline),
  };
}

type Offset = (at: Timestamp) => number;

const runData = <State extends string>(run: Run<State>, states: readonly State[], offset: Offset): DataRun => {
  const data = [offset(run.from), offset(run.to), states.indexOf(run.state)] as const;
  return run.mixed === null ? data : [...data, secondsOf(run.mixed)];
};

const secondsOf = (seconds: Readonly<Partial<Record<string, number>>>): Record<string, number> =>
  Object.fromEntries(Object.entries(seconds).map(([state, value]) => [state, Math.round(value ?? 0)]));

const laneData = (lane: Lane, offset: Offset): DataLane => ({
  name: lane.name,
  availability: availabilityText(availabilityOf(lane)),
  processes: lane.processes.map(({ id, name, firstSeenAt, tookOverAt }) => [
    id,
    name,
    offset(tookOverAt ?? firstSeenAt),
  ]),
  omittedProcesses: lane.omittedProcesses,
  runs: lane.runs.map((run) => runData(run, laneStates, offset)),
  resident: lane.resident.map(({ from, to, value }) => [offset(from), offset(to), value]),
  memory:
    lane.memory === null
      ? null
      : {
          bytes: lane.memory.residentBytes,
          limitBytes: lane.memory.limitBytes,
          bytesPerHour: lane.memory.bytesPerHour,
          reachesLimitAt: lane.memory.reachesLimitAt === null ? null : millisecondsOf(lane.memory.reachesLimitAt),
        },
});

const bucketData = (bucket: Bucket, offset: Offset): DataBucket => ({
  from: offset(bucket.from),
  to: offset(bucket.to),
  checks: bucket.checks,
  failures: bucket.failedChecks,
  p50: bucket.p50Milliseconds,
  p95: bucket.p95Milliseconds,
  max: bucket.maxMilliseconds,
  minHealthy: bucket.minHealthy,
  maxListed: bucket.maxListed,
});

const incidentData = (incident: IncidentSpan, { lanes, alerts }: Timeline, offset: Offset): DataIncident => {
  const { id, kind, severity, summary, since, openedAt, endedAt, resolvedAt, reason, subjects, acknowledged } =
    incident;
  const indexes = <T>(all: readonly T[], isMeant: (one: T) => boolean): number[] =>
    all.flatMap((one, index) => (isMeant(one) ? [index] : []));
  return {
    // What comes back at the same place may have the same id.
    id: `${id}@${since}`,
    kind,
    severity,
    summary,
    since: offset(since),
    openedAt: offset(openedAt),
    endedAt: endedAt === null ? null : offset(endedAt),
    isOpen: resolvedAt === null,
    reason,
    acknowledged:
      acknowledged === undefined ? null : { by: acknowledged.by, at: offset(acknowledged.at), note: acknowledged.note },
    lanes: indexes(lanes, ({ processes }) => processes.some((process) => subjects.includes(process.id))),
    alerts: indexes(alerts, ({ incidents, takenAt }) => incidents.includes(id) && isWithin(takenAt, incident)),
  };
};

/** An incident of the same place has the same id when it comes again. */
const isWithin = (at: Timestamp, { since, resolvedAt }: IncidentSpan): boolean =>
  secondsBetween(since, at) >= 0 && (resolvedAt === null || secondsBetween(at, resolvedAt) >= 0);

const periodData = (period: Period): DataPeriod => {
  const percent = allHealthyPercent(period.judged);
  return { percent, text: availabilityText(percent), failed: period.failedChecks, checks: period.checks };
};

function uptimeData(timeline: Timeline): DataUptime {
  const { spans, days } = uptimeOverview(timeline);
  const named = ([name, period]: readonly [string, Period | null]) =>
    [name, period === null ? null : periodData(period)] as const;
  return { spans: spans.map(named), days: days.map(named) };
}
