import { describe, expect, test } from '@jest/globals';
import { looksAfterNeighbour, uncheckedSeconds } from '../../check/neighbour.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { Rig } from './rig.ts';

describe('a check looks after the neighbour', () => {
  const among = (first: Timestamp, everySeconds: number, count: number): readonly number[] =>
    Array.from({ length: count }, (_, index) => index).filter((index) =>
      looksAfterNeighbour(plusSeconds(first, index * everySeconds), everySeconds),
    );

  test.each<[string, Timestamp, number, number, number[]]>([
    ['once an hour, of one every minute', '2026-11-21T19:30:00.000Z', 60, 150, [30, 90]],
    ['once an hour, of one every 25 minutes', '2026-11-21T19:10:00.000Z', 1500, 6, [0, 2, 5]],
    ['always, of one every hour', '2026-11-21T19:07:00.000Z', 3600, 3, [0, 1, 2]],
    ['always, of one every twelve hours', '2026-11-21T19:07:00.000Z', 43_200, 3, [0, 1, 2]],
  ])('%s', (_often, first, everySeconds, count, expected) => {
    expect(among(first, everySeconds, count)).toEqual(expected);
  });
});

describe('the neighbour', () => {
  test('is checked no more when five of its intervals have passed since it was', async () => {
    const rig = await Rig.inMemory();
    const seconds = () => uncheckedSeconds({ name: 'production', everySeconds: 60 }, rig);
    try {
      expect(await seconds()).toBeNull();
      await rig.check();
      rig.clock.advance(300);
      expect(await seconds()).toBeNull();
      rig.clock.advance(1);
      expect(await seconds()).toBe(301);
      await rig.check();
      expect(await seconds()).toBeNull();
    } finally {
      await rig.close();
    }
  });
});
