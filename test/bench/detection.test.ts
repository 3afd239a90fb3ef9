import { describe, expect, test } from '@jest/globals';
import { detectorFor, verdictOn } from '../../bench/detection/contest.ts';
import type { Variant } from '../../bench/detection/course.ts';
import type { Detector } from '../../bench/detection/detectors/detector.ts';
import { NaiveDiff } from '../../bench/detection/detectors/naive-diff.ts';
import type { Verdict } from '../../bench/detection/judge.ts';
import { scenarios } from '../../bench/detection/scenarios/library.ts';

const variants: readonly Variant[] = [
  { everySeconds: 60, offsetSeconds: 20, seed: 2 },
  { everySeconds: 300, offsetSeconds: 150, seed: 2 },
];

const mistakesIn = ({ missed, late, falseAlarms, missedEnds, falseEnds }: Verdict): readonly string[] => [
  ...missed.map((line) => `missed: ${line}`),
  ...late.map((line) => `late: ${line}`),
  ...falseAlarms.map((line) => `false alarm: ${line}`),
  ...missedEnds.map((line) => `end missed: ${line}`),
  ...falseEnds.map((line) => `end false: ${line}`),
];

const mistakesOf = (makeDetector: () => Detector, name: string): readonly string[] => {
  const scenario = scenarios.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`no scenario is called "${name}"`);
  return variants.flatMap((variant) => mistakesIn(verdictOn(makeDetector(), scenario, variant)));
};

describe('nothing is missed and nothing false is told when', () => {
  // Each at one of the intervals, by turns: the bench plays all of them at both.
  const played = scenarios.flatMap((scenario, index) => {
    const variant = variants[index % variants.length];
    return variant === undefined ? [] : [{ name: scenario.name, scenario, variant }];
  });

  test.each(played)('$name, checked every $variant.everySeconds s', ({ scenario, variant }) => {
    expect(mistakesIn(verdictOn(detectorFor('this alerter', scenario), scenario, variant))).toEqual([]);
  });
});

describe('the benchmark sees', () => {
  test('the false alarms of the literal difference in a rolling deploy', () => {
    const mistakes = mistakesOf(() => new NaiveDiff(), 'a rolling deploy, surge, places per-process');
    expect(mistakes).toContainEqual(expect.stringMatching(/^false alarm: .* opened disappeared/));
  });

  test('what one misses who tells nothing', () => {
    const mute: Detector = { see: () => [], describe: () => [] };
    expect(mistakesOf(() => mute, 'a process is killed')).toEqual(['missed: b is gone', 'missed: b is gone']);
  });

  test('the ends that one owes who never tells any', () => {
    const withoutEnds = (): Detector => {
      const diff = new NaiveDiff();
      return {
        see: (observation) => diff.see(observation).filter(({ change }) => change === 'opened'),
        describe: () => [],
      };
    };
    expect(mistakesOf(withoutEnds, 'half an hour without an answer: bad-gateway')).toEqual([
      'end missed: nobody answers',
      'end missed: nobody answers',
    ]);
  });

  test('an end that is told of what goes on', () => {
    const hasty = (): Detector => {
      const diff = new NaiveDiff();
      return {
        see: (observation) => diff.see(observation).flatMap((told) => [told, { ...told, change: 'resolved' as const }]),
        describe: () => [],
      };
    };
    expect(mistakesOf(hasty, 'a process is killed')).toContainEqual(expect.stringMatching(/^end false: /));
  });
});

describe('the library', () => {
  test('calls no two scenarios the same', () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
  });

  test.each(variants)(
    'lets every deadline fall into its scenario where checks come every $everySeconds s',
    (variant) => {
      const beyond = scenarios.filter(({ causes, lastsSeconds }) =>
        causes.some((cause) => {
          const expected = cause.expected(variant.everySeconds);
          const last = Math.max(expected?.latestSeconds ?? 0, expected?.endLatestSeconds ?? 0);
          return last > lastsSeconds - variant.everySeconds;
        }),
      );
      expect(beyond.map(({ name }) => name)).toEqual([]);
    },
  );
});
