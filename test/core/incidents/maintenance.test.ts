import { describe, expect, test } from '@jest/globals';
import { type MaintenanceWindow, maintenanceAt } from '../../../core/incidents/maintenance.ts';
import { isInForce } from '../../../core/incidents/silence.ts';
import type { Timestamp } from '../../../core/base/time.ts';

const window = (cron: string, forSeconds: number, timeZone = 'Europe/Berlin'): MaintenanceWindow => ({
  cron,
  timeZone,
  forSeconds,
  kinds: null,
  reason: 'updates',
});

/** From when to when the window lasts that a moment falls into. */
const spanAt = (given: MaintenanceWindow, at: Timestamp): readonly [string, string] | null => {
  const [silence] = maintenanceAt([given], at).silences;
  if (silence === undefined) return null;
  expect(isInForce(silence, at)).toBe(true);
  return [silence.from, silence.until];
};

describe('a maintenance window', () => {
  const weekly = window('0 3 * * SUN', 7200);

  test.each<[string, Timestamp, boolean]>([
    ['just before', '2026-11-22T01:59:59.999Z', false],
    ['as it begins', '2026-11-22T02:00:00.000Z', true],
    ['just before it ends', '2026-11-22T03:59:59.999Z', true],
    ['as it ends', '2026-11-22T04:00:00.000Z', false],
    ['the day after', '2026-11-23T02:30:00.000Z', false],
  ])('is there or not, %s', (_when, at, isThere) => {
    const span = ['2026-11-22T02:00:00.000Z', '2026-11-22T04:00:00.000Z'];
    expect(spanAt(weekly, at)).toEqual(isThere ? span : null);
  });

  test('becomes a silence that says what it holds back, and why', () => {
    const kinds = ['disappeared'] as const;
    expect(maintenanceAt([{ ...weekly, kinds }], '2026-11-22T02:30:00.000Z')).toEqual({
      silences: [
        {
          id: 'maintenance/2026-11-22T02:00:00.000Z',
          kinds: ['disappeared'],
          instance: null,
          from: '2026-11-22T02:00:00.000Z',
          until: '2026-11-22T04:00:00.000Z',
          reason: 'updates',
          isMaintenance: true,
        },
      ],
      remarks: [],
    });
  });

  test('follows the clocks of its time zone through the year', () => {
    expect(spanAt(weekly, '2026-07-05T01:30:00.000Z')?.[0]).toBe('2026-07-05T01:00:00.000Z');
    expect(spanAt(weekly, '2026-12-06T02:30:00.000Z')?.[0]).toBe('2026-12-06T02:00:00.000Z');
  });

  test('may begin on one day and end on the next, or days later', () => {
    expect(spanAt(window('30 23 * * SAT', 7200), '2026-11-22T00:15:00.000Z')?.[0]).toBe('2026-11-21T22:30:00.000Z');
    expect(spanAt(window('0 0 1 * *', 3 * 86_400, 'UTC'), '2026-11-03T23:59:00.000Z')?.[1]).toBe(
      '2026-11-04T00:00:00.000Z',
    );
  });

  describe('at 02:30', () => {
    const atNight = window('30 2 * * *', 3600);

    test('begins at 03:00 on the day on which clocks skip from 02:00 to 03:00, and lasts as long as ever', () => {
      const span = ['2026-03-29T01:00:00.000Z', '2026-03-29T02:00:00.000Z'];
      expect(spanAt(atNight, '2026-03-29T00:59:00.000Z')).toBeNull();
      for (const at of ['2026-03-29T01:00:00.000Z', '2026-03-29T01:59:00.000Z'] as const)
        expect(spanAt(atNight, at)).toEqual(span);
      expect(spanAt(atNight, '2026-03-29T02:00:00.000Z')).toBeNull();
    });

    test('is there once on the day on which clocks show 02:30 twice, from the first on, and lasts as long as ever', () => {
      const span = ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'];
      expect(spanAt(atNight, '2026-10-25T00:29:00.000Z')).toBeNull();
      for (const at of ['2026-10-25T00:30:00.000Z', '2026-10-25T01:29:00.000Z'] as const)
        expect(spanAt(atNight, at)).toEqual(span);
      for (const at of ['2026-10-25T01:30:00.000Z', '2026-10-25T01:45:00.000Z', '2026-10-25T02:00:00.000Z'] as const) {
        expect(spanAt(atNight, at)).toBeNull();
      }
    });
  });

  test.each([
    ['a time zone that is not known here', window('0 3 * * SUN', 7200, 'Europe/Atlantis'), 'Europe/Atlantis'],
    ['an expression of another version', window('0 3 * * FUNDAY', 7200), 'FUNDAY'],
  ])('with %s mutes nothing and says so, and the others are kept', (_what, broken, named) => {
    const { silences, remarks } = maintenanceAt([broken, weekly], '2026-11-22T02:30:00.000Z');
    expect(silences).toHaveLength(1);
    expect(remarks).toEqual([expect.stringMatching(/^the maintenance window .* mutes nothing: /)]);
    expect(remarks.join()).toContain(named);
  });
});
