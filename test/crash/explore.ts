import fc from 'fast-check';
import type { Assemble } from './container.ts';
import { calm, killed } from './fate.ts';
import { play, type Played } from './play.ts';
import { type Scenario, scenarios, undisturbed } from './scenario.ts';
import { recordingTopic, type Topic } from './topic.ts';
import { verdict } from './verdict.ts';
import type { World } from './world.ts';

interface Exploration {
  readonly world: World;
  readonly histories: number;
  readonly seed: number;
  /** @default all that can befall a history */
  readonly among?: fc.Arbitrary<Scenario>;
  /** @default as deployed */
  readonly assemble?: Assemble;
  /** A topic for each history. @default one that records */
  readonly newTopic?: () => Topic;
  /** Whether to be content with the first that comes to harm, without looking for a simpler one. @default false */
  readonly endsAtOnce?: boolean;
  /** Told of each history that was played, with what is wrong with it. */
  readonly onPlayed?: (played: Played, problems: readonly string[]) => void;
}

/** Plays generated scenarios until one comes to harm, and then the simplest of its kind: see the result's details. */
export function explore({ world, histories, seed, assemble, ...options }: Exploration) {
  const { among = scenarios, newTopic = recordingTopic, endsAtOnce = false, onPlayed } = options;
  const property = fc.asyncProperty(among, async (scenario) => {
    const played = await play(scenario, { world, topic: newTopic(), ...(assemble && { assemble }) });
    const problems = verdict(scenario, played);
    onPlayed?.(played, problems);
    if (problems.length > 0) throw new Error(problems.join('\n'));
  });
  return fc.check(property, { numRuns: histories, seed, endOnFailure: endsAtOnce });
}

/** The beginning of a scenario with no more than it takes: each check once, in time, and nothing befalls it. */
export const calmed = (scenario: Scenario, checks: number): Scenario => ({
  ...scenario,
  outage: null,
  slots: Array.from({ length: checks }, () => [undisturbed]),
});

/** The fates of a check that dies before, or after, the call with this number. */
const dyingAt = (call: number, when: 'before' | 'after'): Scenario['slots'][number] => [
  { ...undisturbed, fates: [...Array.from({ length: call }, () => calm), killed(when)] },
];

const moments = ['before', 'after'] as const;

/** Of a calm scenario that was played: for each call of each check, the scenario in which that check dies of it. */
export const killedOnce = (scenario: Scenario, { calls }: Played): Scenario[] =>
  scenario.slots.flatMap((_, check) => {
    const made = calls.filter(({ invocation }) => invocation === check);
    return made.flatMap((_call, number) =>
      moments.map((when) => ({
        ...scenario,
        slots: scenario.slots.map((slot, index) => (index === check ? dyingAt(number, when) : slot)),
      })),
    );
  });

/** For each call that a check makes, the scenario in which every check dies of it. */
export const killedEachTime = (scenario: Scenario): Scenario[] =>
  Array.from({ length: maxCalls + scenario.escalateAfterSeconds.length }, (_, number) =>
    moments.map((when) => ({ ...scenario, slots: scenario.slots.map(() => dyingAt(number, when)) })),
  ).flat();

/** A cold check that has something to tell: query, parameter, observation, put, publish, update. */
const maxCalls = 6;
