import { parseAnswer } from '../../../adapters/rocketchat/parser.ts';
import { decide } from '../../../core/decide.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
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
export const evaluation: { readonly readsGossip: boolean } = { readsGossip: true };

/** A loss counts after a minute, whatever is learned of how long a restart takes. */
const rules: Rules = {
  ...defaultRules,
  disappeared: { ...defaultRules.disappeared, forSeconds: 60 },
  unresponsive: { ...defaultRules.unresponsive, forSeconds: 60 },
};

/** What the alerter sends of such answers, with a check at the first answer, and every so many seconds from then on. */
export function play(answers: readonly RecordedAnswer[], everySeconds: number): readonly Notice[] {
  const notices: Notice[] = [];
  let previous: Snapshot | null = null;
  let due = -Infinity;
  for (const answer of answers) {
    if (Date.parse(answer.at) < due) continue;
    due = Date.parse(answer.at) + everySeconds * 1000;
    previous = check(answer, previous);
    for (const { change, incident } of previous.alert?.changes ?? []) {
      notices.push({ at: answer.at, change, kind: incident.kind, subjects: incident.subjects });
    }
  }
  return notices;
}

/** One check, as the product makes it: the parser, and what it decides. */
function check({ at, milliseconds, body }: RecordedAnswer, previous: Snapshot | null): Snapshot {
  const { snapshot } = decide({
    workspace: 'brokers',
    takenAt: at,
    observedAt: at,
    previous,
    observation: parseAnswer(JSON.parse(body), at),
    latencyMilliseconds: milliseconds,
    rules,
    silences: [],
  });
  return snapshot;
}
