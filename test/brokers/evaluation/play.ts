import { parseAnswer } from '../../../adapters/rocketchat/parser.ts';
import { evaluate, type Evaluation } from '../../../core/evaluate.ts';
import { defaultRules, type Rules } from '../../../core/rules/registry.ts';
import type { RecordedAnswer } from '../watch.ts';

/** What a recipient is notified of. */
export interface Notice {
  readonly at: string;
  /** `opened`, `reminder`, `resolved` or `notice`. */
  readonly change: string;
  readonly kind: string;
  /** Ids of instances. */
  readonly subjects: readonly string[];
}

/** Whether the evaluation reads `connected` as gossip. Where true, what is sent of cut links is asserted, too. */
export const evaluation: { readonly readsGossip: boolean } = { readsGossip: false };

/** A loss counts after a minute, whatever is learned of how long a restart takes. */
const rules: Rules = {
  ...defaultRules,
  disappeared: { ...defaultRules.disappeared, forSeconds: 60 },
  unresponsive: { ...defaultRules.unresponsive, forSeconds: 60 },
};

/** What the alerter sends of such answers, with a check at the first answer, and every so many seconds from then on. */
export function play(answers: readonly RecordedAnswer[], everySeconds: number): readonly Notice[] {
  const notices: Notice[] = [];
  let state: Evaluation['state'] | null = null;
  let due = -Infinity;
  for (const { at, body } of answers) {
    if (Date.parse(at) < due) continue;
    due = Date.parse(at) + everySeconds * 1000;
    const observation = parseAnswer(JSON.parse(body), at);
    const evaluated: Evaluation = evaluate({ previous: state, observation, rules, silences: [], at });
    state = evaluated.state;
    for (const { change, incident } of evaluated.changes) {
      notices.push({ at, change, kind: incident.kind, subjects: incident.subjects });
    }
  }
  return notices;
}
