import { describe, expect, test } from '@jest/globals';
import { addressText, plainAddress, readAddress } from '../../../web/client/address.ts';
import { columnsOf } from '../../../web/client/columns.ts';
import { firstAfter, moved, within, zoomed } from '../../../web/client/view.ts';

const minute = 60_000;
const whole = { from: 0, to: 100 * minute };

describe('the time that is shown', () => {
  test('stays within the whole, and is never shorter than a minute', () => {
    expect(within({ from: -10 * minute, to: 10 * minute }, whole)).toEqual({ from: 0, to: 20 * minute });
    expect(within({ from: 95 * minute, to: 115 * minute }, whole)).toEqual({ from: 80 * minute, to: 100 * minute });
    expect(within({ from: -minute, to: 1000 * minute }, whole)).toEqual(whole);
    expect(within({ from: 50 * minute, to: 50 * minute + 1 }, whole)).toEqual({ from: 50 * minute, to: 51 * minute });
  });

  test('is zoomed around the moment that is pointed at, which stays where it is', () => {
    expect(zoomed({ from: 0, to: 40 * minute }, 0.5, 10 * minute)).toEqual({ from: 5 * minute, to: 25 * minute });
    expect(zoomed({ from: 5 * minute, to: 25 * minute }, 2, 10 * minute)).toEqual({ from: 0, to: 40 * minute });
    expect(moved({ from: 0, to: minute }, minute)).toEqual({ from: minute, to: 2 * minute });
  });

  test('is found in sorted runs', () => {
    const runs = [
      [0, 10],
      [10, 20],
      [20, 30],
    ] as const;
    expect([-1, 0, 9, 10, 25, 30].map((at) => firstAfter(runs, at, ([, end]) => end))).toEqual([0, 0, 0, 1, 2, 3]);
  });
});

describe('an address', () => {
  const address = {
    workspace: 'chat & more',
    from: Date.UTC(2026, 10, 21, 12),
    to: Date.UTC(2026, 10, 21, 13),
    zone: 'local',
    instance: '10.0.0',
    statuses: ['missing'],
    kinds: ['disappeared', 'memory'],
    incident: 'lost/a@2026-11-21T12:00:00.000Z',
  } as const;

  test('says all that is shown, and is read again', () => {
    expect(addressText(address)).toBe(
      '#workspace=chat+%26+more&from=2026-11-21T12%3A00%3A00Z&to=2026-11-21T13%3A00%3A00Z&zone=local&instance=10.0.0&status=missing&kind=disappeared%2Cmemory&incident=lost%2Fa%402026-11-21T12%3A00%3A00.000Z',
    );
    expect(readAddress(addressText(address))).toEqual(address);
    expect(addressText(plainAddress)).toBe('');
  });

  test('that makes no sense is one that says nothing', () => {
    for (const wrong of [
      '',
      '#',
      '#from=yesterday&to=now',
      '#from=2026-11-21T13:00:00Z&to=2026-11-21T12:00:00Z',
      '#zone=moon',
    ]) {
      expect(readAddress(wrong)).toEqual(plainAddress);
    }
  });
});

describe('a strip', () => {
  const states = ['healthy', 'missing'] as const;
  const month = 30 * 86_400;
  /** How much of the drawn width is trouble. */
  const shares = (columns: ReturnType<typeof columnsOf>): number => {
    const width = columns.reduce((sum, column) => sum + column.width, 0);
    const bad = columns.reduce((sum, column) => {
      const [good = 0, trouble = 0] = column.seconds;
      return sum + (column.width * trouble) / (good + trouble);
    }, 0);
    return bad / width;
  };

  test('gives a minute of trouble the part of a pixel that it had of the time', () => {
    const at = 10 * 86_400;
    const runs = [
      [0, at, 0],
      [at, at + 60, 1],
      [at + 60, month, 0],
    ] as const;
    const columns = columnsOf({ runs, states, from: 0, to: month, width: 800 });
    expect(columns).toHaveLength(3);
    expect(columns.map(({ width }) => width)).toEqual([266, 1, 533]);
    expect(shares(columns)).toBeCloseTo(60 / month, 9);
  });

  test('adds up to the shares of the time, however often it changes', () => {
    const runs = Array.from(
      { length: 5000 },
      (_, index) => [index * 500, (index + 1) * 500, index % 4 === 0 ? 1 : 0] as const,
    );
    const columns = columnsOf({ runs, states, from: 0, to: 2_500_000, width: 390 });
    expect(shares(columns)).toBeCloseTo(0.25, 3);
  });

  test('takes apart what was put together', () => {
    const runs = [[0, 100, 1, { healthy: 90, missing: 10 }]] as const;
    expect(shares(columnsOf({ runs, states, from: 50, to: 100, width: 10 }))).toBeCloseTo(0.1, 9);
  });

  test('is empty where there is nothing', () => {
    expect(columnsOf({ runs: [], states, from: 0, to: 100, width: 10 })).toEqual([]);
  });
});
