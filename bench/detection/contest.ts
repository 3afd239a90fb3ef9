import { defaultRules, type Rules } from '../../core/rules/registry.ts';
import { type Course, play, type Variant } from './course.ts';
import { Alerter } from './detectors/alerter.ts';
import type { Detector } from './detectors/detector.ts';
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

/** Fresh ones, that have seen nothing yet. */
export function detectorFor(contestant: Contestant, scenario: Scenario): Detector {
  switch (contestant) {
    case 'this alerter':
      return new Alerter(rulesOf(scenario));
    case 'literal diff':
      return new NaiveDiff();
    case 'three in a row':
      return new ThresholdChecker(expectedInstances(scenario));
  }
}

const rulesOf = ({ rules }: Scenario): Rules => ({ ...defaultRules, ...rules });

function expectedInstances({ rules, workspace }: Scenario): number {
  const instances = workspace?.instances ?? 3;
  return rules?.tooFewInstances?.expected ?? (typeof instances === 'number' ? instances : instances.length);
}

/** One run of a scenario, in which all see the same. */
export function compete(scenario: Scenario, variant: Variant): PerContestant<Verdict> {
  const course = play(scenario, variant);
  return perContestant((contestant) => verdictOn(detectorFor(contestant, scenario), scenario, variant, course));
}

/** What a detector's messages are worth, in a run of its own or in one that was played already. */
export function verdictOn(
  detector: Detector,
  scenario: Scenario,
  variant: Variant,
  course: Course = play(scenario, variant),
): Verdict {
  const told = course.checks.map(({ observation, takenAt }) => detector.see(observation, takenAt));
  return judge(scenario, variant.everySeconds, course, told);
}

/** So many phases of the checks against the events, evenly spread over the interval. */
export const variantsOf = (everySeconds: number, offsets: number, seeds: number): readonly Variant[] =>
  Array.from({ length: seeds * offsets }, (_, index) => ({
    everySeconds,
    offsetSeconds: Math.round(((index % offsets) * everySeconds) / offsets),
    seed: 1 + Math.floor(index / offsets),
  }));
