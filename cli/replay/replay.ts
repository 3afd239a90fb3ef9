import type { Alert } from '../../core/alerts/alert.ts';
import { alertOf } from '../../core/decide.ts';
import { evaluate } from '../../core/evaluate.ts';
import type { Rules } from '../../core/rules/registry.ts';
import type { HealthState } from '../../core/incidents/health-state.ts';
import { recordedAcknowledgements } from '../../core/history/recorded-acknowledgements.ts';
import { recordedEscalations } from '../../core/history/recorded-escalations.ts';
import { observationOf } from '../../core/history/recorded-observation.ts';
import { isPartial, type Snapshot } from '../../core/history/snapshot.ts';
import { beginsAnew } from './begins-anew.ts';

/** A check of the history, and what it would have sent under other rules. */
export interface Replayed {
  readonly snapshot: Snapshot;
  /** Null where it would have sent nothing. */
  readonly alert: Alert | null;
  /** False where the check cannot be judged anew: what it sent is then taken as it was. */
  readonly isJudged: boolean;
}

/**
 * Judges the checks of a history anew, one after the other, each on what those before it left known under the same
 * rules. Silences hold as they did, and what was acknowledged is.
 *
 * @param before the check before the first of these; null where the history has none
 */
export async function* replay(
  snapshots: AsyncIterable<Snapshot> | Iterable<Snapshot>,
  before: Snapshot | null,
  rules: Rules,
): AsyncGenerator<Replayed, void, undefined> {
  let previous: HealthState | null = before?.health ?? null;
  for await (const snapshot of snapshots) {
    const isFirst: boolean = previous === null;
    if ((isFirst && !beginsAnew(snapshot)) || isPartial(snapshot)) {
      previous = snapshot.health;
      yield { snapshot, alert: snapshot.alert, isJudged: false };
      continue;
    }
    const { workspace, outcome } = snapshot;
    const observation = observationOf(snapshot);
    const requests = recordedAcknowledgements(snapshot);
    const escalateAfterSeconds = recordedEscalations(snapshot);
    const evaluation = evaluate({ ...snapshot, previous, observation, rules, requests, escalateAfterSeconds });
    previous = evaluation.state;
    yield { snapshot, alert: alertOf(workspace, snapshot.takenAt, evaluation, outcome === 'ok'), isJudged: true };
  }
}
