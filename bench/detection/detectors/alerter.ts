import type { Timestamp } from '../../../core/base/time.ts';
import { decide } from '../../../core/decide.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import type { Rules } from '../../../core/rules/registry.ts';
import type { Check } from '../course.ts';
import type { Detector, SentMessage } from './detector.ts';

/** This alerter: the product's own decision. */
export class Alerter implements Detector {
  readonly #rules: Rules;
  #last: Snapshot | null = null;
  #opensAt: Timestamp | null = null;

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  get opensAt(): Timestamp | null {
    return this.#opensAt;
  }

  see({
    observation,
    takenAt,
    observedAt,
  }: Pick<Check, 'observation' | 'takenAt' | 'observedAt'>): readonly SentMessage[] {
    const { snapshot, opensAt } = decide({
      workspace: 'production',
      takenAt,
      observedAt,
      previous: this.#last,
      observation,
      latencyMilliseconds: 0,
      rules: this.#rules,
      silences: [],
    });
    this.#last = { ...snapshot, outbox: [] };
    this.#opensAt = opensAt;
    return (snapshot.alert?.changes ?? []).map(({ change, incident, reason }) => ({
      change,
      key: incident.id,
      kinds: [incident.kind],
      subjects: incident.subjects,
      reason,
    }));
  }

  describe(nameOf: (id: string) => string): readonly string[] {
    if (this.#last === null) return [];
    const { health } = this.#last;
    const instances = health.instances.map(
      ({ id, status, replacedBy }) =>
        `${nameOf(id)} ${status}${replacedBy === null ? '' : ` by ${nameOf(replacedBy)}`}`,
    );
    const incidents = health.incidents.map(
      ({ kind, subjects, state, mendedAt }) =>
        `${state} ${kind} ${subjects.map(nameOf).join('+')}${mendedAt === undefined ? '' : ', mended'}`,
    );
    return [instances.join(', '), ...incidents];
  }
}
