import type { Timestamp } from './base/time.ts';
import { type Alert, makeAlert } from './alerts/alert.ts';
import { clusterFacts } from './alerts/cluster-facts.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import type { HealthState } from './incidents/health-state.ts';
import type { Snapshot } from './history/snapshot.ts';
import type { Silence } from './incidents/silence.ts';
import type { Instance } from './observation/instance.ts';
import type { Observation } from './observation/observation.ts';
import type { Rules } from './rules/registry.ts';

/** What one check goes by. */
export interface DecisionInput {
  readonly workspace: string;
  /** The time that keys the check. */
  readonly takenAt: Timestamp;
  /** The snapshot of the check before; null at the first. */
  readonly previous: Snapshot | null;
  readonly observation: Observation;
  /** How long the whole observation took, retries included. */
  readonly latencyMilliseconds: number;
  readonly rules: Rules;
  /** Those in force. */
  readonly silences: readonly Silence[];
}

export interface Decision {
  /** The record of this check, with its alert. */
  readonly snapshot: Snapshot;
  /** What was passed over or put off, one line for a person each. */
  readonly remarks: readonly string[];
}

/** What a check makes of what it saw: the next snapshot with its alert. The same input always gives the same result. */
export function decide(input: DecisionInput): Decision {
  const { previous, observation, rules, silences, takenAt } = input;
  const evaluation = evaluate({ previous: previous?.health ?? null, observation, rules, silences, at: takenAt });
  const oddities = observation.outcome === 'ok' ? observation.oddities : [];
  return { snapshot: buildSnapshot(input, evaluation), remarks: [...oddities, ...evaluation.remarks] };
}

/** The one message of a check; null where nothing changed. */
export const alertOf = (workspace: string, takenAt: Timestamp, { state, changes }: Evaluation): Alert | null =>
  // A quiet check has no use for the facts of a large cluster, and they take long to find.
  changes.length === 0 ? null : makeAlert({ workspace, takenAt, changes, cluster: clusterFacts(state) });

function buildSnapshot(input: DecisionInput, evaluation: Evaluation): Snapshot {
  const { state } = evaluation;
  const { workspace, takenAt, observation, latencyMilliseconds, silences, previous } = input;
  const sighting = observation.outcome === 'ok' ? observation : null;
  const alert = alertOf(workspace, takenAt, evaluation);
  return {
    workspace,
    takenAt,
    outcome: observation.outcome,
    failure: observation.outcome === 'ok' ? null : observation,
    observer: sighting?.observer ?? null,
    serverDate: sighting?.serverDate ?? null,
    latencyMilliseconds,
    health: state,
    forgotten: sighting === null ? [] : unknownTo(state, sighting.instances),
    silences,
    alert,
    deliveredAt: null,
    outbox: [...(previous?.outbox ?? []), ...(alert === null ? [] : [takenAt])],
    omitted: [],
  };
}

function unknownTo({ instances }: HealthState, listed: readonly Instance[]): Instance[] {
  const known = new Set(instances.map(({ id }) => id));
  return listed.filter(({ id }) => !known.has(id));
}
