import { describe, expect, test } from '@jest/globals';
import { readConfiguration } from '../../config/load.ts';

const file = (windows: readonly string[], own: readonly string[] = []): string =>
  [
    'workspaces:',
    '  - name: production',
    '    url: https://chat.example.com',
    ...(own.length > 0 ? ['    maintenance:', ...own.map((window) => `      - { ${window} }`)] : []),
    '  - { name: staging, url: https://staging.example.com }',
    ...(windows.length > 0 ? ['maintenance:', ...windows.map((window) => `  - { ${window} }`)] : []),
  ].join('\n');

const read = (...windows: readonly string[]) => readConfiguration(file(windows), 'alerter.yaml');

const mistakesIn = (window: string): string => {
  try {
    read(window);
  } catch (error) {
    return String(error);
  }
  return 'no mistake';
};

describe('a maintenance window', () => {
  test('holds for every workspace, or beside those for one', () => {
    const nightly = 'cron: "30 2 * * *", timeZone: UTC, for: 1h';
    const weekly = 'weekly: sunday 03:00, timeZone: Europe/Berlin, for: 2h, kinds: [disappeared], reason: updates';
    const { maintenance, workspaces } = readConfiguration(file([nightly], [weekly]), 'alerter.yaml');
    const everyone = { cron: '30 2 * * *', timeZone: 'UTC', forSeconds: 3600, kinds: null, reason: 'maintenance' };
    const production = {
      cron: '0 3 * * 0',
      timeZone: 'Europe/Berlin',
      forSeconds: 7200,
      kinds: ['disappeared'],
      reason: 'updates',
    };
    expect(maintenance).toEqual([everyone]);
    expect(workspaces.map((workspace) => workspace.maintenance)).toEqual([[everyone, production], [everyone]]);
  });

  test.each([
    ['sunday 03:00', '0 3 * * 0'],
    ['Mon 9:05', '5 9 * * 1'],
    ['"saturday, Sun 22:30"', '30 22 * * 6,0'],
  ])('on %s is the cron expression %s', (weekly, cron) => {
    expect(read(`weekly: ${weekly}, timeZone: UTC, for: 2h`).maintenance).toMatchObject([{ cron }]);
  });

  test('may last until just before it begins again', () => {
    expect(mistakesIn('cron: "0 * * * *", timeZone: UTC, for: 59m')).toBe('no mistake');
    expect(mistakesIn('weekly: sunday 00:00, timeZone: UTC, for: 6d')).toBe('no mistake');
  });

  const good = 'timeZone: UTC, for: 2h';
  test.each([
    [
      'weekly: someday 03:00',
      good,
      /maintenance\[0\]\.weekly, line 6: found "someday 03:00"; allowed: a day of the week/,
    ],
    ['weekly: sunday', good, /weekly, line 6: found "sunday"; allowed: a day of the week/],
    ['weekly: sunday 24:00', good, /weekly, line 6: found "sunday 24:00"/],
    ['cron: "0 3 * * SUN *"', good, /maintenance\[0\]\.cron, line 6: found "0 3 \* \* SUN \*"; allowed: five fields/],
    ['cron: "61 3 * * SUN"', good, /cron, line 6: found "61 3 \* \* SUN"; allowed: five fields/],
    ['cron: "@weekly"', good, /cron, line 6: found "@weekly"; allowed: five fields/],
    ['cron: "? 3 * * *"', good, /cron, line 6: found "\? 3 \* \* \*"; allowed: five fields/],
    ['cron: "0 3 31 2 *"', good, /cron, line 6: found "0 3 31 2 \*"; allowed: a time that comes/],
    ['reason: none', good, /weekly, line 6: found nothing; allowed: a day .* or cron/],
    ['cron: "0 3 * * *", weekly: sunday 03:00', good, /weekly, line 6: unknown key; allowed here: cron, /],
    ['weekly: sunday 03:00', 'for: 2h', /timeZone, line 6: found nothing; allowed: a time zone such as/],
    ['weekly: sunday 03:00', 'timeZone: Europe/Berln, for: 2h', /found "Europe\/Berln".*did you mean Europe\/Berlin\?/],
    ['weekly: sunday 03:00', 'timeZone: UTC', /for, line 6: found nothing; allowed: a duration from 1m to 7d/],
    ['weekly: sunday 03:00', 'timeZone: UTC, for: 30s', /for, line 6: found "30s"; allowed: a duration from 1m/],
    ['cron: "0 * * * *"', 'timeZone: UTC, for: 1h', /for, line 6: found "1h"; allowed: less than 1h, the shortest/],
    ['weekly: "sat, sun 22:00"', 'timeZone: UTC, for: 25h', /for, line 6: found "25h"; allowed: less than 1d/],
    [
      'weekly: sunday 03:00',
      `${good}, kinds: [dissapeared]`,
      /kinds\[0\], line 6: found "dissapeared"; allowed: one of/,
    ],
    ['weekly: sunday 03:00', `${good}, kinds: []`, /kinds, line 6: found a list; allowed: a list of any of/],
    ['weekly: sunday 03:00', `${good}, kind: [disappeared]`, /kind, line 6: unknown key; did you mean kinds\?/],
  ])('{ %s, %s } is refused', (begins, rest, message) => {
    const mistakes = mistakesIn(`${begins}, ${rest}`);
    expect(mistakes).toMatch(message);
    expect(mistakes.split('\n')).toHaveLength(2);
  });
});
