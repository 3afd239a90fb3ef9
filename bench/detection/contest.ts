import { defaultRules, type Rules } from '../../core/rules/registry.ts';
import { type Check, type Course, type Lateness, play, type Variant } from './course.ts';
import { Alerter } from './detectors/alerter.ts';
import type { Detector, SentMessage } from './detectors/detector.ts';
import { NaiveDiff } from './detectors/naive-diff.ts';
import { ThresholdChecker } from './detectors/threshold.ts';
import { judge, type Verdict } from './judge.ts';
import type { Scenario } from './scenario.ts';

export const contestants = ['this alerter', 'literal diff', 'three in a row'] as const;
/** Who is compared. */
export type Contestant = (typeof contestants)[number];

export type PerContestant<Value> = Readonly<Record<Contestant, Value>>;

export const perContestant = <Value>(valueOf: (contestant: Contestant) => Value): PerContestant<Value> => ({
  'this alerter': valueOf('this alerter'),
  'literal diff': valueOf('literal diff'),
  'three in a row': valueOf('three in a row'),
});

/** How a workspace is checked. */
export interface Profile {
  readonly name: string;
  readonly everySeconds: number;
  /** `for` of losses; null: `auto`. */
  readonly lossForSeconds: number | null;
}

const everyMinute = { name: '1 m, for: 1m', everySeconds: 60, lossForSeconds: 60 } as const satisfies Profile;
const byDefault = { name: '1 m, for: auto', everySeconds: 60, lossForSeconds: null } as const satisfies Profile;
const everyFiveMinutes = { name: '5 m, for: 1m', everySeconds: 300, lossForSeconds: 60 } as const satisfies Profile;
export const profiles: readonly Profile[] = [everyMinute, byDefault, everyFiveMinutes];

/** Fresh ones, that have seen nothing yet. */
export function detectorFor(contestant: Contestant, scenario: Scenario, profile: Profile): Detector {
  switch (contestant) {
    case 'this alerter':
      return new Alerter(rulesOf(scenario, profile));
    case 'literal diff':
      return new NaiveDiff();
    case 'three in a row':
      return new ThresholdChecker(expectedInstances(scenario));
  }
}

const rulesOf = ({ rules }: Scenario, { lossForSeconds: forSeconds }: Profile): Rules => ({
  ...defaultRules,
  disappeared: { ...defaultRules.disappeared, forSeconds },
  unresponsive: { ...defaultRules.unresponsive, forSeconds },
  ...rules,
});

function expectedInstances({ rules, workspace }: Scenario): number {
  const instances = workspace?.instances ?? 3;
  return rules?.tooFewInstances?.expected ?? (typeof instances === 'number' ? instances : instances.length);
}

/** One run of a scenario, in which all see the same; only this alerter looks again where something is pending. */
export function compete(scenario: Scenario, profile: Profile, variant: Variant): PerContestant<Verdict> {
  const alerter = detectorFor('this alerter', scenario, profile);
  const { course, sent } = watchedBy(alerter, scenario, variant);
  const due = course.checks.filter(({ isRecheck }) => !isRecheck);
  const others = { ...course, checks: due };
  return perContestant((contestant) => {
    if (contestant === 'this alerter') return judge(scenario, profile, course, sent);
    const detector = detectorFor(contestant, scenario, profile);
    return judge(
      scenario,
      profile,
      others,
      due.map((check) => detector.see(check)),
    );
  });
}

/** What a detector's messages are worth in a run. */
export function verdictOn(detector: Detector, scenario: Scenario, profile: Profile, variant: Variant): Verdict {
  const { course, sent } = watchedBy(detector, scenario, variant);
  return judge(scenario, profile, course, sent);
}

/** A run, with what a detector sent at each check of it. */
export function watchedBy(
  detector: Detector,
  scenario: Scenario,
  variant: Variant,
): { readonly course: Course; readonly sent: ReadonlyArray<readonly SentMessage[]> } {
  const sent: Array<readonly SentMessage[]> = [];
  const course = play(scenario, variant, (check: Check) => {
    sent.push(detector.see(check));
    return detector.opensAt;
  });
  return { course, sent };
}

/** So many phases of the checks against the events, evenly spread over the interval, by turns with each lateness. */
export const variantsOf = (
  { everySeconds }: Pick<Profile, 'everySeconds'>,
  phases: number,
  latenesses: readonly Lateness[] = ['steady', 'drawn'],
): readonly Variant[] =>
  latenesses.flatMap((lateness, turn) =>
    Array.from({ length: phases }, (_, phase) => ({
      everySeconds,
      offsetSeconds: Math.round(((phase + turn / latenesses.length) * everySeconds) / phases),
      lateness,
      seed: 1 + turn,
    })),
  );
