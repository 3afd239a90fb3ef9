import type { Timestamp } from './base/time.ts';
import { type Alert, makeAlert } from './alerts/alert.ts';
import { clusterFacts } from './alerts/cluster-facts.ts';
import { type Evaluation, evaluate, isUnexpectedEmptiness } from './evaluate.ts';
import { type HealthState, nothingKnown } from './incidents/health-state.ts';
import type { KnownInstance } from './cluster/known-instance.ts';
import type { Snapshot } from './history/snapshot.ts';
import type { AcknowledgementRequest } from './incidents/acknowledgement.ts';
import type { Silence } from './incidents/silence.ts';
import type { Instance } from './observation/instance.ts';
import type { Observation } from './observation/observation.ts';
import type { Rules } from './rules/registry.ts';
import { boundRemarks } from './text/bound-remarks.ts';

/** What one check goes by. */
export interface DecisionInput {
  readonly workspace: string;
  /** The time that keys the check. */
  readonly takenAt: Timestamp;
  /** When the answer came, or the last try failed: durations are measured between observations. */
  readonly observedAt: Timestamp;
  /** The snapshot of the check before; null at the first. */
  readonly previous: Snapshot | null;
  readonly observation: Observation;
  /** How long the whole observation took, retries included. */
  readonly latencyMilliseconds: number;
  readonly rules: Rules;
  /** Those in force. */
  readonly silences: readonly Silence[];
  /** What people have asked about incidents. @default nothing */
  readonly requests?: readonly AcknowledgementRequest[];
  /** After so many seconds some recipients get what is still open and not acknowledged. @default none does */
  readonly escalateAfterSeconds?: readonly number[];
}

export interface Decision {
  /** The record of this check, with its alert. */
  readonly snapshot: Snapshot;
  /** When the next pending incident opens, if nothing changes; null where none will. */
  readonly opensAt: Timestamp | null;
  /** What was passed over or put off, one line for a person each. */
  readonly remarks: readonly string[];
}

/** What a check makes of what it saw: the next snapshot with its alert. The same input always gives the same result. */
export function decide(given: DecisionInput): Decision {
  const before = given.previous?.health ?? null;
  const observation = confirmed(given.observation, before ?? nothingKnown);
  const input = { ...given, observation };
  const evaluation = evaluate({ ...input, previous: before });
  const oddities = observation.outcome === 'ok' ? observation.oddities : [];
  return {
    snapshot: buildSnapshot(input, evaluation),
    opensAt: [...evaluation.opensAt.values()].sort()[0] ?? null,
    remarks: boundRemarks([...oddities, ...evaluation.remarks]),
  };
}

/** A list that is empty though the process that answered should be in it, again: no answer of this endpoint. */
function confirmed(observation: Observation, before: HealthState): Observation {
  const isConfirmed =
    observation.outcome === 'ok' && before.emptySince !== null && isUnexpectedEmptiness(observation, before);
  if (!isConfirmed) return observation;
  const detail = 'the list of instances is empty, though the process that answered should be in it';
  return { outcome: 'bad-response', detail, httpStatus: 200 };
}

/** The one message of a check; null where nothing changed. */
export const alertOf = (
  workspace: string,
  takenAt: Timestamp,
  { state, changes }: Pick<Evaluation, 'state' | 'changes'>,
  isSighting: boolean,
): Alert | null =>
  // A quiet check has no use for the facts of a large cluster, and they take long to find.
  changes.length === 0
    ? null
    : makeAlert({
        workspace,
        takenAt,
        changes,
        cluster: clusterFacts(state, isSighting && state.emptySince === null ? takenAt : state.seenAt),
      });

function buildSnapshot(input: DecisionInput, evaluation: Evaluation): Snapshot {
  const { state } = evaluation;
  const { workspace, takenAt, observedAt, observation, latencyMilliseconds, silences, previous } = input;
  const sighting = observation.outcome === 'ok' ? observation : null;
  const isIncomplete = state.unremembered !== undefined;
  const alert = alertOf(workspace, takenAt, evaluation, sighting !== null);
  return {
    workspace,
    takenAt,
    observedAt,
    outcome: observation.outcome,
    failure: observation.outcome === 'ok' ? null : observation,
    observer: sighting?.observer ?? null,
    serverDate: sighting?.serverDate ?? null,
    degraded: sighting?.degraded ?? null,
    ...(sighting?.certificateUntil !== undefined && { certificateUntil: sighting.certificateUntil }),
    latencyMilliseconds,
    health: state,
    forgotten: sighting === null || isIncomplete ? [] : forgottenOf(sighting.instances, state.instances),
    silences,
    alert,
    deliveredAt: null,
    outbox: [...(previous?.outbox ?? []), ...(alert === null ? [] : [takenAt])],
    omitted: isIncomplete ? ['instances'] : [],
  };
}

/** The listed instances that are not known any more. */
function forgottenOf(listed: readonly Instance[], known: readonly KnownInstance[]): readonly Instance[] {
  const listedStill = known.filter((instance) => instance.listed);
  if (listedStill.length === listed.length) return [];
  const ids = new Set(listedStill.map(({ id }) => id));
  return listed.filter(({ id }) => !ids.has(id));
}
