import { clusterFacts } from './alerts/cluster-facts.ts';
import { makeAlert } from './alerts/make-alert.ts';
import type { Evaluation } from './evaluation.ts';
import type { Silence } from './incidents/silence.ts';
import type { HealthState } from './cluster/state.ts';
import type { Snapshot } from './snapshot.ts';
import type { Timestamp } from './time.ts';
import type { Instance } from './observation/instance.ts';
import type { Observation } from './observation/observation.ts';

/** What a check saw, and how long the whole observation took, retries included. */
export interface Seen {
  readonly observation: Observation;
  readonly latencyMilliseconds: number;
}

/** What came of a check. */
interface SnapshotInput {
  readonly workspace: string;
  readonly takenAt: Timestamp;
  readonly seen: Seen;
  readonly evaluation: Evaluation;
  /** Those in force. */
  readonly silences: readonly Silence[];
  readonly previous: Snapshot | null;
}

/** The record of a check that is about to be kept. */
export function buildSnapshot({ workspace, takenAt, seen, evaluation, silences, previous }: SnapshotInput): Snapshot {
  const { observation, latencyMilliseconds } = seen;
  const { state, changes } = evaluation;
  // A quiet check has no use for the facts of a large cluster, and they take long to find.
  const alert = changes.length === 0 ? null : makeAlert({ workspace, takenAt, changes, cluster: clusterFacts(state) });
  const isSighting = observation.outcome === 'ok';
  return {
    workspace,
    takenAt,
    outcome: observation.outcome,
    failure: isSighting ? null : observation,
    observer: isSighting ? observation.observer : null,
    serverDate: isSighting ? observation.serverDate : null,
    latencyMilliseconds,
    health: state,
    forgotten: isSighting ? leftOut(observation.instances, state) : [],
    silences,
    alert,
    deliveredAt: null,
    outbox: [...(previous?.outbox ?? []), ...(alert === null ? [] : [takenAt])],
    omitted: [],
  };
}

function leftOut(listed: readonly Instance[], { instances }: HealthState): Instance[] {
  const known = new Set(instances.map(({ id }) => id));
  return listed.filter(({ id }) => !known.has(id));
}
