import { expect, test } from '@jest/globals';
import type { Checks } from '../../bench/performance/checks.ts';
import type { Taken } from '../../bench/performance/child.ts';
import { checkRatio, loadRatio, shortfalls } from '../../bench/performance/report.ts';

const taken = (...cpuMilliseconds: readonly number[]): Taken[] =>
  cpuMilliseconds.map((each) => ({ milliseconds: each, cpuMilliseconds: each, maxMebibytes: 100 }));

const checks = (instances: number, check: readonly number[], floor: readonly number[]): Checks => ({
  instances,
  check: taken(...check),
  floor: taken(...floor),
  calls: [],
  hourly: null,
});

test('a ratio is that of pairs that ran one after the other, however slow the machine became', () => {
  const [check, floor] = [taken(110, 220, 330, 440, 3000), taken(100, 200, 300, 400, 500)];
  expect(loadRatio({ check, floor })).toBeCloseTo(1.1, 9);
  expect(checkRatio({ instances: 3, check, floor, calls: [], hourly: null })).toBeCloseTo(1.1, 9);
});

test('what is within the goals falls short of none', () => {
  const sizes = [checks(3, [10], [10]), checks(30, [15], [10]), checks(300, [150], [100])];
  expect(shortfalls({ check: taken(115), floor: taken(100) }, sizes)).toEqual([]);
});

test.each([
  ['slow to load', { load: 116, warm: 15, large: 150 }, ['loading takes 1.16 of the floor; the goal is 1.15']],
  [
    'slow when warm',
    { load: 100, warm: 16, large: 150 },
    ['a warm check of 30 instances takes 1.60 of the floor; the goal is 1.5'],
  ],
  [
    'slower than linear',
    { load: 100, warm: 15, large: 165 },
    ['ten times the instances take 11.00 times the processor time'],
  ],
])('a check that is %s is reported', (_what, { load, warm, large }, reported) => {
  const sizes = [checks(3, [10], [10]), checks(30, [warm], [10]), checks(300, [large], [100])];
  expect(shortfalls({ check: taken(load), floor: taken(100) }, sizes)).toEqual(reported);
});
