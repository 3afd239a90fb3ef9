import type { Judged, Period, Run, LaneState, Timeline } from '../../core/timeline/model.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';

const from: Timestamp = '2026-11-01T00:00:00.000Z';
const [hour, day] = [3600, 86_400];
const at = (seconds: number): Timestamp => plusSeconds(from, seconds);

const judged = (seconds: number, badSeconds: number): Judged => ({
  seenSeconds: seconds,
  allHealthySeconds: seconds - badSeconds,
  unseenSeconds: 0,
  uncheckedSeconds: 0,
});

const period = (since: number, until: number, badSeconds: number): Period => ({
  from: at(since),
  to: at(until),
  checks: Math.round((until - since) / 60),
  failedChecks: 1,
  failures: { timeout: 1 },
  judged: judged(until - since, badSeconds),
});

const instances = 30;
const days = 30;

/** An instance that is missing for ten minutes every other day, at another time than the others. */
const runsOf = (instance: number): ReadonlyArray<Run<LaneState>> =>
  Array.from({ length: days / 2 }, (_, index) => {
    const lost = index * 2 * day + instance * 900;
    return [
      { state: 'healthy', from: at(index * 2 * day), to: at(lost), mixed: null },
      { state: 'missing', from: at(lost), to: at(lost + 600), mixed: null },
      { state: 'healthy', from: at(lost + 600), to: at((index + 1) * 2 * day), mixed: null },
    ] as const;
  })
    .flat()
    .filter((run) => run.from !== run.to);

const nameOf = (instance: number): string => `10.0.${Math.floor(instance / 10)}.${instance % 10}:3000`;

/** A month of 30 instances with 60 incidents and 120 alerts: only the drawing of it is of interest. */
export const monthTimeline = (): Timeline => ({
  ...period(0, days * day, 9000),
  workspace: 'production',
  current: { takenAt: at(days * day - 60), outcome: 'ok', healthy: 30, listed: 30 },
  calls: [{ state: 'answered', from, to: at(days * day), mixed: null }],
  lanes: Array.from({ length: instances }, (_, instance) => ({
    name: nameOf(instance),
    processes: [
      {
        id: `process-${instance}`,
        name: nameOf(instance),
        startedAt: from,
        firstSeenAt: from,
        tookOverAt: null,
        lastSeenAt: at(days * day),
        status: 'healthy',
        totalMemoryBytes: null,
        freeMemoryBytes: null,
        freeMemoryPercent: null,
        nodeVersion: null,
      },
    ],
    omittedProcesses: 0,
    runs: runsOf(instance),
    seconds: { healthy: days * day - 9000, missing: 9000 },
    resident: Array.from({ length: 120 }, (_, index) => ({
      from: at(index * 6 * hour),
      to: at((index + 1) * 6 * hour),
      value: (400 + index + instance) * 1024 ** 2,
    })),
    memory: null,
  })),
  omittedLanes: 0,
  resolutionSeconds: 3 * hour,
  buckets: Array.from({ length: days * 8 }, (_, index) => ({
    ...period(index * 3 * hour, (index + 1) * 3 * hour, 0),
    seconds: { healthy: 3 * hour * instances },
    worst: 'healthy',
    p50Milliseconds: 90,
    p95Milliseconds: 140,
    maxMilliseconds: 300,
    minHealthy: 29,
    maxListed: 30,
  })),
  incidents: Array.from({ length: 60 }, (_, index) => ({
    id: `lost/${index}`,
    kind: 'disappeared',
    severity: 'critical',
    subjects: [`process-${index % instances}`],
    summary: `${nameOf(index % instances)} has gone from the list, its last heartbeat was a minute before`,
    since: at(index * 12 * hour),
    openedAt: at(index * 12 * hour + 60),
    endedAt: at(index * 12 * hour + 600),
    resolvedAt: at(index * 12 * hour + 660),
    reason: 'replaced',
  })),
  omittedIncidents: 0,
  alerts: Array.from({ length: 120 }, (_, index) => ({
    id: `production/${at(index * 6 * hour)}`,
    takenAt: at(index * 6 * hour),
    severity: 'critical',
    title: `CRITICAL disappeared: ${nameOf(index % instances)}`,
    isOver: index % 2 === 1,
    summaries: [`${nameOf(index % instances)} has gone from the list, its last heartbeat was a minute before`],
    omittedSummaries: 0,
    incidents: [`lost/${Math.floor(index / 2)}`],
    deliveredAt: at(index * 6 * hour + 1),
  })),
  omittedAlerts: 0,
  silences: [],
  uptime: {
    '24h': period(29 * day, 30 * day, 0),
    '7d': period(23 * day, 30 * day, 600),
    '30d': period(0, 30 * day, 9000),
    '90d': null,
  },
  days: Array.from({ length: days }, (_, index) => period(index * day, (index + 1) * day, index % 2 === 0 ? 600 : 0)),
});
