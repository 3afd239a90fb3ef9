import { isDeepStrictEqual } from 'node:util';
import type { Alert } from '../../core/alerts/alert.ts';
import { alertOf } from '../../core/decide.ts';
import { evaluate } from '../../core/evaluate.ts';
import { ruleOf, type Rules } from '../../core/rules/registry.ts';
import { isMuted } from '../../core/incidents/silence.ts';
import type { HealthState } from '../../core/incidents/health-state.ts';
import { recordedAcknowledgements } from '../../core/history/recorded-acknowledgements.ts';
import { recordedEscalations } from '../../core/history/recorded-escalations.ts';
import { observationOf } from '../../core/history/recorded-observation.ts';
import { isPartial, type Snapshot } from '../../core/history/snapshot.ts';
import type { Timestamp } from '../../core/base/time.ts';
import { beginsAnew } from '../../core/replay/begins-anew.ts';

/** A check, judged once more. */
export interface Verdict {
  readonly check: Snapshot;
  readonly before: Snapshot | null;
  /**
   * Whether these rules make of the check what was recorded of it; null where it cannot be judged once more, since
   * what it went on from, or what it saw, is not kept.
   */
  readonly agrees: boolean | null;
  /** What these rules would have sent; null where nothing, or where it cannot be judged. */
  readonly alert: Alert | null;
  /** Of incidents that are pending, when they open if all stays as it is. */
  readonly opensAt: ReadonlyMap<string, Timestamp>;
  /** Ids of the open incidents that silences mute. */
  readonly heldBack: ReadonlySet<string>;
}

/** Judges a check once more, on what the one before it left known. */
export function judgeAgain(check: Snapshot, before: Snapshot | null, rules: Rules): Verdict {
  const common = { check, before, heldBack: heldBackAt(check) };
  const isJudgeable = (before !== null || beginsAnew(check)) && !isPartial(check);
  if (!isJudgeable) return { ...common, agrees: null, alert: null, opensAt: new Map() };
  const { workspace, takenAt, outcome } = check;
  const evaluation = evaluate({
    ...check,
    previous: before?.health ?? null,
    observation: observationOf(check),
    rules,
    requests: recordedAcknowledgements(check),
    escalateAfterSeconds: recordedEscalations(check),
  });
  const alert = alertOf(workspace, takenAt, evaluation, outcome === 'ok');
  const agrees =
    isDeepStrictEqual(decisionsOf(evaluation.state), decisionsOf(check.health)) && alert?.id === check.alert?.id;
  return { ...common, agrees, alert, opensAt: evaluation.opensAt };
}

/** What the rules decide, without the evidence: another version may word that otherwise. */
const decisionsOf = ({ instances, incidents }: HealthState) => ({
  instances: instances.map(({ id, status }) => [id, status]),
  incidents: incidents.map(({ id, kind, state, severity, since, toldAt }) => [
    id,
    kind,
    state,
    severity,
    since,
    toldAt,
  ]),
});

function heldBackAt({ health, silences, observedAt }: Snapshot): ReadonlySet<string> {
  const instances = new Map(health.instances.map((instance) => [instance.id, instance]));
  return new Set(
    health.incidents
      .filter(
        (incident) =>
          incident.state === 'open' && isMuted(incident, ruleOf(incident.kind), silences, instances, observedAt),
      )
      .map(({ id }) => id),
  );
}
