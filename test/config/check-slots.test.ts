import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasSlots, nextSlot, slotOf } from '../../config/check-slots.ts';
import { millisecondsOf, secondsBetween, toTimestamp } from '../../core/base/time.ts';

const minutesWithSlots = [1, 2, 5, 15, 60, 120, 720];

test.each([
  ...minutesWithSlots.map((minutes) => [60 * minutes, true] as const),
  [30, false],
  [420, false],
  [5_400, false],
])('of an interval of %i s it is %s that it falls on slots of the clock', (seconds, has) => {
  expect(hasSlots(seconds)).toBe(has);
});

test('the next slot is the first after a time that a schedule in AWS would have, by the clock of UTC', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z]{1,12}$/),
      fc.constantFrom(...minutesWithSlots),
      fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
      (name, minutes, milliseconds) => {
        const after = toTimestamp(new Date(milliseconds));
        const next = nextSlot(name, 60 * minutes, after);
        const away = secondsBetween(after, next);
        expect(away).toBeGreaterThan(0);
        expect(away).toBeLessThanOrEqual(60 * minutes);
        expect(next.slice(17)).toBe('00.000Z');
        const minuteOfDay = (millisecondsOf(next) / 60_000) % 1_440;
        expect(minuteOfDay % minutes).toBe(slotOf(name, minutes));
      },
    ),
  );
});
