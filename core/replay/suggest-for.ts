import type { Alert } from '../alerts/alert.ts';
import { fieldsOf } from '../base/json.ts';
import type { Snapshot } from '../history/snapshot.ts';
import { type Rules, rulesSchema, ruleOf, valueIn } from '../rules/registry.ts';
import { durationText } from '../settings/duration.ts';
import * as v from 'valibot';
import { Replayer } from './replay.ts';

/** What another `for` of a rule would have made of the checks of a time. */
export interface ForSuggestion {
  /** The rule's key in alerter.yaml. */
  readonly key: string;
  /** As it is, in the words of the file: `1m`, `auto`. */
  readonly current: string;
  /** The shortest that would have sent half as many incidents at most; null where none would. */
  readonly suggested: string | null;
  /** Incidents of the rule that opened. */
  readonly sent: number;
  /** How many would have opened with what is suggested; with the longest tried where nothing is. */
  readonly wouldSend: number;
}

interface SuggestOptions {
  readonly kind: string;
  /** Those in force. Where they would not have sent what was sent, nothing is suggested. */
  readonly rules: Rules;
  /** How much is judged anew: the instances of all checks together. Of more, nothing is suggested. */
  readonly maxInstances: number;
}

const minute = 60;
const candidates = [2, 3, 5, 10, 15, 30, 60].map((minutes) => minutes * minute);
/** Of fewer incidents there is nothing to halve. */
const minIncidents = 2;

/**
 * What `for` of a rule would have spared half of its incidents in the time of these checks, by judging them anew.
 *
 * @param before the check before the first of these; null where the history has none
 * @returns null where that cannot be said: the rule has no `for`, or the checks do not bear the rules out
 */
export async function suggestFor(
  snapshots: AsyncIterable<Snapshot>,
  before: Snapshot | null,
  { kind, rules, maxInstances }: SuggestOptions,
): Promise<ForSuggestion | null> {
  const current = valueIn(rules, kind, 'forSeconds');
  if (current !== null && typeof current !== 'number') return null;
  const asIs = new Opened();
  const inForce = { replayer: new Replayer(before, rules), opened: new Opened() };
  const tried = candidates
    .filter((seconds) => seconds > (current ?? minute))
    .map((seconds) => ({
      seconds,
      replayer: new Replayer(before, withFor(rules, kind, seconds)),
      opened: new Opened(),
    }));
  let left = maxInstances;
  for await (const snapshot of snapshots) {
    left -= Math.max(1, snapshot.health.instances.length);
    if (left < 0) return null;
    asIs.add(snapshot.alert);
    for (const { replayer, opened } of [inForce, ...tried]) opened.add(replayer.judge(snapshot).alert);
  }
  const sent = asIs.of(kind);
  if (sent < minIncidents || !asIs.isSameAs(inForce.opened)) return null;
  // What opens as another kind in its place is not spared.
  const outcomes = tried.map(({ seconds, opened }) => ({ seconds, wouldSend: sent - (asIs.size - opened.size) }));
  const best = outcomes.find(({ wouldSend }) => wouldSend <= sent / 2);
  return {
    key: ruleOf(kind).key,
    current: current === null ? 'auto' : durationText(current),
    suggested: best === undefined ? null : durationText(best.seconds),
    sent,
    wouldSend: Math.max(0, (best ?? outcomes.at(-1))?.wouldSend ?? sent),
  };
}

const withFor = (rules: Rules, kind: string, forSeconds: number): Rules => {
  const { key } = ruleOf(kind);
  return v.parse(rulesSchema, { ...rules, [key]: { ...fieldsOf(fieldsOf(rules)[key]), forSeconds } });
};

/** The incidents that alerts open, with the kind of each as it opened. */
class Opened {
  readonly #kinds = new Map<string, string>();

  get size(): number {
    return this.#kinds.size;
  }

  add(alert: Alert | null): void {
    for (const { change, incident } of alert?.changes ?? []) {
      if (change === 'opened' && !this.#kinds.has(incident.id)) this.#kinds.set(incident.id, incident.kind);
    }
  }

  of(kind: string): number {
    return [...this.#kinds.values()].filter((one) => one === kind).length;
  }

  isSameAs(other: Opened): boolean {
    return this.size === other.size && [...this.#kinds].every(([id, kind]) => other.#kinds.get(id) === kind);
  }
}
