import { describe, expect, test } from '@jest/globals';
import { Problem } from '../../cli/base/problem.ts';
import { readMoment } from '../../cli/time/moment.ts';
import { readSpan } from '../../cli/time/span.ts';

const now = '2026-11-21T19:20:30.000Z';

describe('a moment', () => {
  test.each([
    ['now', now],
    ['30s', '2026-11-21T19:20:00.000Z'],
    ['24h', '2026-11-20T19:20:30.000Z'],
    ['7d', '2026-11-14T19:20:30.000Z'],
    ['999999999d', '1970-01-01T00:00:00.000Z'],
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20T10:00', '2026-11-20T10:00:00.000Z'],
    ['2026-11-20 10:00 UTC', '2026-11-20T10:00:00.000Z'],
    ['2026-11-20T10:00:30Z', '2026-11-20T10:00:30.000Z'],
    ['2026-11-20T10:00:30.500Z', '2026-11-20T10:00:30.500Z'],
    ['2026-11-20T10:00+02:00', '2026-11-20T08:00:00.000Z'],
    ['19:20', '2026-11-21T19:20:00.000Z'],
    ['19:20 UTC', '2026-11-21T19:20:00.000Z'],
    ['19:21', '2026-11-20T19:21:00.000Z'],
    ['19:21:05Z', '2026-11-20T19:21:05.000Z'],
    ['20 Nov 10:00 UTC', '2026-11-20T10:00:00.000Z'],
    ['22 Nov 10:00 UTC', '2025-11-22T10:00:00.000Z'],
    ['5 Jan 2024 10:00 UTC', '2024-01-05T10:00:00.000Z'],
    ['19:20 UTC (20:20 CET)', '2026-11-21T19:20:00.000Z'],
    ['production/2026-11-20T10:00:00.000Z', '2026-11-20T10:00:00.000Z'],
  ])('may be written as %s', (text, moment) => {
    expect(readMoment(text, now)).toBe(moment);
  });

  test.each([
    '',
    'yesterday',
    '20 Foo 10:00 UTC',
    '31 Feb',
    '24',
    '2026',
    '2026-02-30',
    '2026-13-01',
    '25:00',
    '2026-11-20T10',
    '-24h',
    '1.5h',
  ])('is not made of "%s"', (text) => {
    expect(readMoment(text, now)).toBeNull();
  });
});

describe('a span', () => {
  test('from day to day holds both days whole', () => {
    expect(readSpan({ since: '2026-11-19', until: '2026-11-20' }, now)).toEqual({
      since: '2026-11-19T00:00:00.000Z',
      until: '2026-11-20T23:59:59.999Z',
      now,
    });
  });

  test.each([
    [{ since: 'noon', until: 'now' }, '--since "noon" is not a time: write how long ago (24h, 7d)'],
    [{ since: '1h', until: 'never' }, '--until "never" is not a time'],
    [{ since: '1h', until: '2h' }, '--since 1h is after --until 2h'],
  ])('that cannot be is refused: %j', (options, says) => {
    const read = () => readSpan(options, now);
    expect(read).toThrow(Problem);
    expect(read).toThrow(says);
  });
});
