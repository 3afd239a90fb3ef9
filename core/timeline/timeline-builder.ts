import type { Alert } from '../alerts/alert.ts';
import type { KnownInstance } from '../cluster/known-instance.ts';
import type { Snapshot } from '../history/snapshot.ts';
import { secondsBetween, type Timestamp } from '../base/time.ts';
import { AlertMarks } from './alert-marks.ts';
import { Buckets } from './buckets.ts';
import { Incidents } from './incidents.ts';
import { isWorthALane } from './lane.ts';
import { Lanes } from './lanes.ts';
import { Runs } from './run.ts';
import { type CallState, callStates, type Timeline } from './timeline.ts';

/** A timeline in the making: takes checks, oldest first, and keeps what is to be drawn of them. */
export class TimelineBuilder {
  readonly #since: Timestamp;
  readonly #until: Timestamp;
  readonly #lanes: Lanes;
  readonly #calls: Runs<CallState>;
  readonly #buckets: Buckets;
  readonly #incidents = new Incidents();
  readonly #alerts = new AlertMarks();
  #checks = 0;
  #failedChecks = 0;
  #allHealthySeconds = 0;
  #lastCheckAt: Timestamp | null = null;
  /** All before is drawn. */
  #drawnUntil: Timestamp;

  constructor(since: Timestamp, until: Timestamp) {
    this.#since = since;
    this.#until = until;
    this.#lanes = new Lanes({ since, until });
    this.#calls = new Runs({ states: callStates, wholeSeconds: secondsBetween(since, until) });
    this.#buckets = new Buckets(since, until);
    this.#drawnUntil = since;
  }

  /** @param holdsUntil when what the check saw is no longer taken to be so */
  addCheck(snapshot: Snapshot, holdsUntil: Timestamp): void {
    const { takenAt, outcome, latencyMilliseconds } = snapshot;
    this.#addUnchecked(takenAt);
    this.#calls.add(callStateOf(snapshot), takenAt, holdsUntil);
    this.#buckets.add(takenAt, { latencyMilliseconds, ...this.#addInstances(snapshot, holdsUntil) });
    this.#incidents.add(snapshot);
    this.#checks += 1;
    if (outcome !== 'ok') this.#failedChecks += 1;
    this.#lastCheckAt = takenAt;
    this.#drawnUntil = holdsUntil;
  }

  addAlert(alert: Alert, deliveredAt: Timestamp | null): void {
    this.#alerts.add(alert, deliveredAt);
  }

  finish(): Omit<Timeline, 'workspace' | 'since' | 'until'> {
    this.#addUnchecked(this.#until);
    const { answered: seenSeconds = 0, unchecked: uncheckedSeconds = 0 } = this.#calls.seconds();
    const unseenSeconds = secondsBetween(this.#since, this.#until) - seenSeconds - uncheckedSeconds;
    return {
      lastCheckAt: this.#lastCheckAt,
      checks: this.#checks,
      failedChecks: this.#failedChecks,
      calls: this.#calls.all,
      judged: { seenSeconds, allHealthySeconds: this.#allHealthySeconds, unseenSeconds, uncheckedSeconds },
      lanes: this.#lanes.all,
      omittedLanes: this.#lanes.omitted,
      buckets: this.#buckets.all,
      incidents: this.#incidents.all,
      omittedIncidents: this.#incidents.omitted,
      alerts: this.#alerts.all,
      omittedAlerts: this.#alerts.omitted,
    };
  }

  /** Draws the time for which no check holds, up to the next one. */
  #addUnchecked(nextCheckAt: Timestamp): void {
    if (secondsBetween(this.#drawnUntil, nextCheckAt) <= 0) return;
    this.#lanes.addUnseen(this.#drawnUntil, nextCheckAt);
    this.#calls.add('unchecked', this.#drawnUntil, nextCheckAt);
  }

  #addInstances(snapshot: Snapshot, holdsUntil: Timestamp): { healthy: number | null; listed: number | null } {
    const { takenAt, health } = snapshot;
    if (callStateOf(snapshot) !== 'answered') {
      this.#lanes.addUnseen(takenAt, holdsUntil);
      return { healthy: null, listed: null };
    }
    this.#lanes.addSeen(health, takenAt, holdsUntil);
    const expected = health.instances.filter(isExpected);
    const healthy = expected.filter(({ status }) => status === 'healthy').length;
    if (healthy > 0 && healthy === expected.length) this.#allHealthySeconds += secondsBetween(takenAt, holdsUntil);
    return { healthy, listed: expected.filter(({ listed }) => listed).length };
  }
}

const callStateOf = ({ outcome, takenAt, health }: Snapshot): CallState => {
  if (outcome !== 'ok') return outcome;
  return health.seenAt === takenAt ? 'answered' : 'unjudged';
};

/** What has been replaced need not be there. */
const isExpected = (instance: KnownInstance): boolean => instance.status !== 'replaced' && isWorthALane(instance);
