import { describe, expect, test } from '@jest/globals';
import { plusSeconds } from '../../../core/base/time.ts';
import { type Recovery, waitSeconds, withRecoveries } from '../../../core/incidents/recoveries.ts';
import { start } from '../story.ts';

const hours = (count: number) => plusSeconds(start, count * 3600);
const none = new Set<string>();

describe('what must be well before it is over', () => {
  test.each([
    [120, [120, 240, 480, 960, 1_920, 3_840, 7_680, 14_400, 14_400]],
    [300, [300, 600, 1_200, 2_400, 4_800, 9_600, 14_400, 14_400, 14_400]],
    [21_600, Array.from({ length: 9 }, () => 21_600)],
    [0, Array.from({ length: 9 }, () => 0)],
  ])('for %d s at first must be so for twice as long with each return, up to four hours', (seconds, expected) => {
    expect(expected.map((_, times) => waitSeconds(seconds, times))).toEqual(expected);
  });
});

describe('a recovery', () => {
  test('is counted by what it was, and where', () => {
    const first = withRecoveries([], ['x', 'y'], none, hours(0));
    const second = withRecoveries(first, ['x'], none, hours(1));
    expect(second).toEqual([
      { key: 'y', times: 1, at: hours(0) },
      { key: 'x', times: 2, at: hours(1) },
    ]);
  });

  test('is forgotten after a calm day, and only then', () => {
    const before: Recovery[] = [{ key: 'x', times: 5, at: hours(0) }];
    expect(withRecoveries(before, [], none, plusSeconds(hours(24), -1))).toEqual(before);
    expect(withRecoveries(before, [], none, hours(24))).toEqual([]);
    expect(withRecoveries(before, ['x'], none, hours(24))).toEqual([{ key: 'x', times: 1, at: hours(24) }]);
  });

  test('is remembered for as long as the same is wrong again', () => {
    const before: Recovery[] = [{ key: 'x', times: 5, at: hours(0) }];
    expect(withRecoveries(before, [], new Set(['x']), hours(100))).toEqual(before);
  });

  test('is one of 300 at most: the oldest are forgotten', () => {
    const keys = Array.from({ length: 400 }, (_, index) => `k${index}`);
    const kept = withRecoveries([], keys, none, hours(0));
    expect(kept.map(({ key }) => key)).toEqual(keys.slice(100));
  });
});
