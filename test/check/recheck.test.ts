import { describe, expect, test } from '@jest/globals';
import { type CheckIntervals, mayRecheck, maxRecheckingSeconds, recheckAt } from '../../check/recheck.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';

const slotAt: Timestamp = '2026-11-21T19:20:00.000Z';
const intervals = (everySeconds: number, recheckEverySeconds: number | null = 60): CheckIntervals => ({
  everySeconds,
  recheckEverySeconds,
});

/** After how many seconds each check of a run looks again, while something pending opens then. */
const rechecks = (given: CheckIntervals, opensAfterSeconds: number | null): number[] => {
  const opensAt = opensAfterSeconds === null ? null : plusSeconds(slotAt, opensAfterSeconds);
  const times: number[] = [];
  for (
    let at = recheckAt(given, slotAt, 0, opensAt);
    at !== null;
    at = recheckAt(given, slotAt, times.length, opensAt)
  ) {
    times.push(secondsBetween(slotAt, at));
  }
  return times;
};

describe('a check looks again', () => {
  test('as often as fits before the next one is due, with one interval to spare', () => {
    expect(rechecks(intervals(300), 120)).toEqual([60, 120, 180, 240]);
    expect(rechecks(intervals(300, 100), 120)).toEqual([100, 200]);
    expect(rechecks(intervals(120), 60)).toEqual([60]);
  });

  test('for no longer than a run may last', () => {
    const times = rechecks(intervals(3_600), 1_000);
    expect(times.at(-1)).toBe(maxRecheckingSeconds);
    expect(times).toHaveLength(14);
  });
});

describe('a check does not look again', () => {
  test.each<[string, CheckIntervals, number | null]>([
    ['where nothing is pending that will open', intervals(300), null],
    ['where it opens only when the next check is due', intervals(300), 300],
    ['where the next check is due as soon', intervals(60), 30],
    ['where there is no time for two', intervals(119), 30],
    ['where that is switched off', intervals(300, null), 120],
  ])('%s', (_, given, opensAfterSeconds) => {
    expect(rechecks(given, opensAfterSeconds)).toEqual([]);
  });
});

test.each<[CheckIntervals, boolean]>([
  [intervals(60), false],
  [intervals(119), false],
  [intervals(120), true],
  [intervals(300), true],
  [intervals(300, null), false],
])('of checks %j it is %s that they may look again', (given, may) => {
  expect(mayRecheck(given)).toBe(may);
  expect(rechecks(given, 1).length > 0).toBe(may);
});
