import type { Alert } from '../alerts/alert.ts';
import { alertOf } from '../decide.ts';
import { evaluate } from '../evaluate.ts';
import type { Rules } from '../rules/registry.ts';
import type { HealthState } from '../incidents/health-state.ts';
import { recordedAcknowledgements } from '../history/recorded-acknowledgements.ts';
import { recordedEscalations } from '../history/recorded-escalations.ts';
import { observationOf } from '../history/recorded-observation.ts';
import { isPartial, type Snapshot } from '../history/snapshot.ts';
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
 */
export class Replayer {
  readonly #rules: Rules;
  #previous: HealthState | null;

  /** @param before the check before the first of these; null where the history has none */
  constructor(before: Snapshot | null, rules: Rules) {
    this.#rules = rules;
    this.#previous = before?.health ?? null;
  }

  judge(snapshot: Snapshot): Replayed {
    const previous = this.#previous;
    if ((previous === null && !beginsAnew(snapshot)) || isPartial(snapshot)) {
      this.#previous = snapshot.health;
      return { snapshot, alert: snapshot.alert, isJudged: false };
    }
    const { workspace, outcome } = snapshot;
    const observation = observationOf(snapshot);
    const requests = recordedAcknowledgements(snapshot);
    const escalateAfterSeconds = recordedEscalations(snapshot);
    const rules = this.#rules;
    const evaluation = evaluate({ ...snapshot, previous, observation, rules, requests, escalateAfterSeconds });
    this.#previous = evaluation.state;
    return { snapshot, alert: alertOf(workspace, snapshot.takenAt, evaluation, outcome === 'ok'), isJudged: true };
  }
}

/** The same for checks as they are read. */
export async function* replay(
  snapshots: AsyncIterable<Snapshot> | Iterable<Snapshot>,
  before: Snapshot | null,
  rules: Rules,
): AsyncGenerator<Replayed, void, undefined> {
  const replayer = new Replayer(before, rules);
  for await (const snapshot of snapshots) yield replayer.judge(snapshot);
}
