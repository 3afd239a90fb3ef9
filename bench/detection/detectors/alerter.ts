import { evaluate } from '../../../core/evaluate.ts';
import type { Rules } from '../../../core/rules/registry.ts';
import type { HealthState } from '../../../core/incidents/health-state.ts';
import type { Timestamp } from '../../../core/base/time.ts';
import type { Observation } from '../../../core/observation/observation.ts';
import type { Detector, Told } from './detector.ts';

/** This alerter: the product's own evaluation. */
export class Alerter implements Detector {
  readonly #rules: Rules;
  #state: HealthState | null = null;

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  see(observation: Observation, takenAt: Timestamp): readonly Told[] {
    const { state, changes } = evaluate({
      previous: this.#state,
      observation,
      rules: this.#rules,
      silences: [],
      at: takenAt,
    });
    this.#state = state;
    return changes.map(({ change, incident, reason }) => ({
      change,
      key: incident.id,
      kinds: [incident.kind],
      subjects: incident.subjects,
      reason,
    }));
  }

  describe(nameOf: (id: string) => string): readonly string[] {
    if (this.#state === null) return [];
    const instances = this.#state.instances.map(
      ({ id, status, replacedBy }) =>
        `${nameOf(id)} ${status}${replacedBy === null ? '' : ` by ${nameOf(replacedBy)}`}`,
    );
    const incidents = this.#state.incidents.map(
      ({ kind, subjects, state }) => `${state} ${kind} ${subjects.map(nameOf).join('+')}`,
    );
    return [instances.join(', '), ...incidents];
  }
}
