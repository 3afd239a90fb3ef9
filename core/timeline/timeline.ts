import type { HealthState } from '../incidents/health-state.ts';
import type { StoredAlert } from '../../adapters/dynamodb/item.ts';
import type { Snapshot } from '../history/snapshot.ts';
import { secondsBetween, type Timestamp } from '../base/time.ts';
import type { FailureKind } from '../observation/failure.ts';
import { failureKinds } from '../observation/failure.ts';
import { type AlertMark, AlertMarks } from './alert-marks.ts';
import { type Bucket, Buckets } from './buckets.ts';
import { type IncidentSpan, Incidents } from './incidents.ts';
import { isWorthALane, type Lane } from './lane.ts';
import { Lanes } from './lanes.ts';
import { withCheckIntervals } from './check-intervals.ts';
import { type Run, Runs } from './run.ts';

/**
 * What came of asking the workspace. `unjudged`: it answered, but with a list that is not believed yet, or too long to
 * be kept; `unchecked`: nobody asked.
 */
export const callStates = ['answered', 'unchecked', 'unjudged', ...failureKinds] as const;
export type CallState = 'answered' | 'unchecked' | 'unjudged' | FailureKind;

/** How much of the time could be judged, and how it was. */
export interface Judged {
  /** Time for which the workspace was seen. */
  readonly seenSeconds: number;
  /** Of that, the time in which every instance was healthy. */
  readonly allHealthySeconds: number;
  /** Time for which it could not be seen, and in which no check was made: neither counts in the above. */
  readonly unseenSeconds: number;
  readonly uncheckedSeconds: number;
}

/** The history of a workspace, as far as it can be drawn: a size that no number of checks makes larger. */
export interface Timeline {
  readonly workspace: string;
  readonly since: Timestamp;
  readonly until: Timestamp;
  /** The last check; null where there was none. */
  readonly lastCheckAt: Timestamp | null;
  readonly checks: number;
  /** Those that could not see the workspace. */
  readonly failedChecks: number;
  readonly calls: ReadonlyArray<Run<CallState>>;
  readonly judged: Judged;
  /** In no particular order. */
  readonly lanes: readonly Lane[];
  readonly omittedLanes: number;
  readonly buckets: readonly Bucket[];
  readonly incidents: readonly IncidentSpan[];
  readonly omittedIncidents: number;
  readonly alerts: readonly AlertMark[];
  readonly omittedAlerts: number;
}

export interface TimelineOptions {
  readonly workspace: string;
  readonly since: Timestamp;
  readonly until: Timestamp;
  /** Where not every check is read: the alerts of all of them. @default those of the checks that are read */
  readonly alerts?: AsyncIterable<StoredAlert>;
  /** Told of each check that has been read. @default nobody is */
  readonly onCheck?: (snapshot: Snapshot) => void;
}

/**
 * Draws up the timeline of checks as they are read, holding only a handful of them.
 *
 * @param snapshots oldest first, none outside the time that is asked for
 */
export async function readTimeline(
  snapshots: AsyncIterable<Snapshot> | Iterable<Snapshot>,
  { workspace, since, until, alerts: allAlerts, onCheck }: TimelineOptions,
): Promise<Timeline> {
  const wholeSeconds = secondsBetween(since, until);
  const lanes = new Lanes({ since, until });
  const calls = new Runs<CallState>({ states: callStates, wholeSeconds });
  const buckets = new Buckets(since, until);
  const incidents = new Incidents();
  const alerts = new AlertMarks();
  let [checks, failedChecks, allHealthySeconds] = [0, 0, 0];
  let [heldUntil, lastCheckAt]: [Timestamp, Timestamp | null] = [since, null];

  for await (const { snapshot, holdsUntil } of withCheckIntervals(snapshots, until)) {
    const { takenAt, health, latencyMilliseconds, alert, deliveredAt } = snapshot;
    if (secondsBetween(heldUntil, takenAt) > 0) {
      lanes.addUnseen(heldUntil, takenAt);
      calls.add('unchecked', heldUntil, takenAt);
    }
    const state = callStateOf(snapshot);
    if (state === 'answered') {
      lanes.addSeen(health, takenAt, holdsUntil);
      if (areAllHealthy(health)) allHealthySeconds += secondsBetween(takenAt, holdsUntil);
    } else lanes.addUnseen(takenAt, holdsUntil);
    calls.add(state, takenAt, holdsUntil);
    buckets.add(takenAt, { latencyMilliseconds, ...countsOf(snapshot) });
    incidents.add(snapshot);
    if (alert !== null && allAlerts === undefined) alerts.add(alert, deliveredAt);

    checks += 1;
    failedChecks += snapshot.outcome === 'ok' ? 0 : 1;
    [heldUntil, lastCheckAt] = [holdsUntil, takenAt];
    onCheck?.(snapshot);
  }
  if (secondsBetween(heldUntil, until) > 0) {
    lanes.addUnseen(heldUntil, until);
    calls.add('unchecked', heldUntil, until);
  }

  for await (const { alert, deliveredAt } of allAlerts ?? []) alerts.add(alert, deliveredAt);

  const { answered: seenSeconds = 0, unchecked: uncheckedSeconds = 0 } = calls.seconds();
  const unseenSeconds = wholeSeconds - seenSeconds - uncheckedSeconds;
  return {
    workspace,
    since,
    until,
    lastCheckAt,
    checks,
    failedChecks,
    calls: calls.all,
    judged: { seenSeconds, allHealthySeconds, unseenSeconds, uncheckedSeconds },
    lanes: lanes.all,
    omittedLanes: lanes.omitted,
    buckets: buckets.all,
    incidents: incidents.all,
    omittedIncidents: incidents.omitted,
    alerts: alerts.all,
    omittedAlerts: alerts.omitted,
  };
}

const callStateOf = ({ outcome, takenAt, health }: Snapshot): CallState => {
  if (outcome !== 'ok') return outcome;
  return health.seenAt === takenAt ? 'answered' : 'unjudged';
};

/** Those that should be there; what has been replaced need not be. */
const expectedInstances = ({ instances }: HealthState) =>
  instances.filter((instance) => instance.status !== 'replaced' && isWorthALane(instance));

function areAllHealthy(health: HealthState): boolean {
  const expected = expectedInstances(health);
  return expected.length > 0 && expected.every(({ status }) => status === 'healthy');
}

function countsOf(snapshot: Snapshot) {
  if (callStateOf(snapshot) !== 'answered') return { healthy: null, listed: null };
  const expected = expectedInstances(snapshot.health);
  return {
    healthy: expected.filter(({ status }) => status === 'healthy').length,
    listed: expected.filter(({ listed }) => listed).length,
  };
}
