import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import fc from 'fast-check';
import {
  millisecondsOf,
  startOfMinute,
  type Timestamp,
  timestampFrom,
  timestampOf,
  timestampSchema,
} from '../../../core/base/time.ts';

describe('a timestamp', () => {
  const at = '2026-11-21T19:20:41.000Z';

  test('is a type that no other text has', () => {
    const later: Timestamp = at;
    // @ts-expect-error: nothing is no time
    const none: Timestamp = '';
    // @ts-expect-error: neither is a day
    const day: Timestamp = '2026-11-21';
    // @ts-expect-error: nor a text that may be any
    const text: Timestamp = at.toLowerCase();
    expect(new Set([later, none, day, text]).size).toBe(4);
  });

  test.each([
    [at, at],
    ['2026-11-21T20:20:41+01:00', at],
    ['', null],
    ['noon', null],
    ['1969-12-31T23:59:59.999Z', null],
    ['+010000-01-01T00:00:00.000Z', null],
  ])('is read from %j as %j', (text, expected) => {
    expect(timestampFrom(text)).toBe(expected);
  });

  test('is made of milliseconds from the beginning of 1970 to the end of the year 9999', () => {
    expect([-1, 0, Date.UTC(10_000, 0) - 1, Date.UTC(10_000, 0), NaN].map(timestampOf)).toEqual([
      null,
      '1970-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
      null,
      null,
    ]);
  });

  test.each([
    [at, true],
    ['2026-11-21T19:20:41Z', true],
    ['', false],
    ['2026-11-21 19:20:41Z', false],
    ['2026-11-21T20:20:41+01:00', false],
    ['2026-13-21T19:20:41.000Z', false],
  ])('is stored as it is: that %j may be one is %j', (text, isOne) => {
    expect(v.is(timestampSchema, text)).toBe(isOne);
  });

  test.each<[Timestamp, number]>([
    ['1970-01-01T00:00:00.000Z', 0],
    ['2026-11-21T19:20:41.007Z', Date.UTC(2026, 10, 21, 19, 20, 41, 7)],
    ['2024-02-29T23:59:59.999Z', Date.UTC(2024, 1, 29, 23, 59, 59, 999)],
    ['9999-12-31T23:59:59.999Z', Date.UTC(10_000, 0) - 1],
    ['2026-11-21T19:20:41Z', Date.UTC(2026, 10, 21, 19, 20, 41)],
    ['2026-11-21T19:20:41.0071Z', Date.UTC(2026, 10, 21, 19, 20, 41, 7)],
  ])('is so many milliseconds: %s', (written, milliseconds) => {
    expect(millisecondsOf(written)).toBe(milliseconds);
  });

  test('is as many milliseconds as it was made of', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(10_000, 0) - 1 }), (milliseconds) => {
        const written = timestampOf(milliseconds);
        expect(written !== null && millisecondsOf(written)).toBe(milliseconds);
      }),
    );
  });

  test('is in a minute that begins with its second 0', () => {
    expect(startOfMinute('2026-11-21T19:20:41.007Z')).toBe('2026-11-21T19:20:00.000Z');
  });
});
