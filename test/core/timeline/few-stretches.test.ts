import { describe, expect, test } from '@jest/globals';
import { fewStretches } from '../../../core/timeline/few-stretches.ts';
import { type Stretch, sumOf } from '../../../core/timeline/stretches.ts';

const states = ['good', 'poor', 'bad'] as const;
type State = (typeof states)[number];
const [minute, day] = [60_000, 86_400_000];

/** Alternating, so many minutes each. */
const changing = (count: number, minutes: number): Array<Stretch<State>> =>
  Array.from({ length: count }, (_, index) => ({
    state: index % 2 === 0 ? 'good' : 'bad',
    from: index * minutes * minute,
    to: (index + 1) * minutes * minute,
    mixed: null,
  }));

describe('the runs of a lane', () => {
  test('of a year that changes every hour are one a day, and lose not a millisecond', () => {
    const given = changing(365 * 24, 60);
    const few = fewStretches(given, { states, wholeMilliseconds: 365 * day, max: 400 });
    expect(few).toHaveLength(365);
    expect(few[7]).toEqual({
      state: 'bad',
      from: 7 * day,
      to: 8 * day,
      mixed: { good: day / 2, bad: day / 2 },
    });
    expect(sumOf(few)).toEqual(sumOf(given));
  });

  test('stay exact where they are few, equal neighbours being one', () => {
    const given = [...changing(10, 1), { state: 'bad' as const, from: 10 * minute, to: 20 * minute, mixed: null }];
    const few = fewStretches(given, { states, wholeMilliseconds: 365 * day, max: 400 });
    expect(few).toEqual([...changing(9, 1), { state: 'bad', from: 9 * minute, to: 20 * minute, mixed: null }]);
  });

  test('that are longer than a bucket, or alone in one, stay exact beside those that are put together', () => {
    const begin = 400 * 60 * minute;
    const given: Array<Stretch<State>> = [
      ...changing(400, 60),
      { state: 'poor', from: begin, to: begin + 100 * day, mixed: null },
      { state: 'bad', from: begin + 200 * day, to: begin + 200 * day + minute, mixed: null },
    ];
    const few = fewStretches(given, { states, wholeMilliseconds: 365 * day, max: 400 });
    expect(few.length).toBeLessThan(25);
    expect(few.slice(-2)).toEqual(given.slice(-2));
    expect(sumOf(few)).toEqual(sumOf(given));
  });
});
