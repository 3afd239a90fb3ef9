import { describe, expect, test } from '@jest/globals';
import { detectorFor, type Profile, profiles, variantsOf, verdictOn } from '../../bench/detection/contest.ts';
import type { Variant } from '../../bench/detection/course.ts';
import { delaysOf, goals } from '../../bench/detection/delays.ts';
import type { Detector } from '../../bench/detection/detectors/detector.ts';
import { NaiveDiff } from '../../bench/detection/detectors/naive-diff.ts';
import type { Verdict } from '../../bench/detection/judge.ts';
import { hour } from '../../bench/detection/scenario.ts';
import { medianOf } from '../../bench/detection/score.ts';
import { scenarios } from '../../bench/detection/scenarios/library.ts';
import { oneIn, times } from '../length.ts';

const played = profiles.flatMap((profile): Array<{ readonly profile: Profile; readonly variant: Variant }> =>
  variantsOf(profile, 1).map((variant) => ({ profile, variant })),
);

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
  const [first] = played;
  if (first === undefined) throw new Error('workspaces are checked in no way');
  return mistakesIn(verdictOn(makeDetector(), scenario, first.profile, first.variant));
};

/** What lasts longer is played by the bench alone. */
const maxSeconds = 4 * hour;

describe('nothing is missed and no false alert is sent when', () => {
  // Each in one of the ways, by turns: the bench plays all of them in all.
  const cases = oneIn(
    8,
    scenarios.filter(({ lastsSeconds }) => lastsSeconds <= maxSeconds),
  ).flatMap((scenario, index) => {
    const one = played[index % played.length];
    return one === undefined ? [] : [{ name: scenario.name, scenario, ...one }];
  });

  test.each(cases)(
    '$name, checked every $profile.name, lateness $variant.lateness',
    ({ scenario, profile, variant }) => {
      expect(mistakesIn(verdictOn(detectorFor('this alerter', scenario, profile), scenario, profile, variant))).toEqual(
        [],
      );
    },
  );
});

describe('a crash without replacement is sent in time, in the median', () => {
  // Where each check is late by its own 0 to 59 s, it takes the bench's many phases to find the median.
  const promised = goals.filter(({ lateness }) => lateness === 'steady');

  test.each(promised)('$what, lateness $lateness: $maxMedianSeconds s', ({ maxMedianSeconds, ...goal }) => {
    expect(medianOf(delaysOf(goal, times({ short: 4, long: 12 })))).toBeLessThanOrEqual(maxMedianSeconds);
  });
});

describe('the benchmark sees', () => {
  test('the false alarms of the literal difference in a rolling deploy', () => {
    const mistakes = mistakesOf(() => new NaiveDiff(), 'a rolling deploy, surge, places per-process');
    expect(mistakes).toContainEqual(expect.stringMatching(/^false alarm: .* opened disappeared/));
  });

  test('what one misses that sends nothing', () => {
    const mute: Detector = { see: () => [], opensAt: null, describe: () => [] };
    expect(mistakesOf(() => mute, 'a process is killed')).toEqual(['missed: b is gone']);
  });

  test('the ends that one owes that sends none', () => {
    const withoutEnds = (): Detector => {
      const diff = new NaiveDiff();
      return {
        see: (check) => diff.see(check).filter(({ change }) => change === 'opened'),
        opensAt: null,
        describe: () => [],
      };
    };
    expect(mistakesOf(withoutEnds, 'half an hour without an answer: bad-gateway')).toEqual([
      'end missed: nobody answers',
    ]);
  });

  test('an end that is sent of what goes on', () => {
    const hasty = (): Detector => {
      const diff = new NaiveDiff();
      return {
        see: (check) => diff.see(check).flatMap((message) => [message, { ...message, change: 'resolved' as const }]),
        opensAt: null,
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
});
