import { describe, expect, test } from '@jest/globals';
import { slotOf, takenAtOf } from '../../check/slot.ts';
import type { Timestamp } from '../../core/base/time.ts';

const at = (time: string): Timestamp => `2026-11-21T${time}.000Z`;

describe('a scheduled check is kept', () => {
  test.each([
    ['under the time it was due', '19:20:01', 60, '19:20:00'],
    ['under the time it was due although it took long', '19:20:40', 60, '19:20:00'],
    ['under the next time where the next check may be running', '19:20:51', 60, '19:21:00'],
    ['under the time that has passed since', '19:21:05', 60, '19:21:00'],
    ['under the time it was due where the next is far', '19:23:00', 300, '19:20:00'],
    ['under the last of the times that have passed', '19:41:00', 300, '19:40:00'],
  ])('%s', (_how, now, everySeconds, takenAt) => {
    const slot = slotOf(at('19:20:00'), everySeconds, at('19:20:00'));
    expect(takenAtOf(slot, at(now))).toBe(at(takenAt));
  });
});

describe('a check that nobody scheduled is kept', () => {
  test.each([
    ['under the time it was begun', '19:20:30', '19:20:31', '19:20:30'],
    ['under the whole minute on which a scheduled one may be running', '19:20:45', '19:20:52', '19:21:00'],
  ])('%s', (_how, begun, now, takenAt) => {
    expect(takenAtOf(slotOf(null, 300, at(begun)), at(now))).toBe(at(takenAt));
  });
});
