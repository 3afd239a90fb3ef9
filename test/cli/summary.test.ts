import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSummaryObject } from '../../core/summary/summary-object.ts';
import { type GivenHistory, givenHistory } from './given-history.ts';
import { givenFile, type Ran, running } from './running.ts';

let given: GivenHistory;
beforeAll(async () => {
  given = await givenHistory();
}, 30_000);
afterAll(() => {
  given.remove();
});

const asking = (...args: readonly string[]): Promise<Ran> => running(['summary', ...args, '--store', given.store]);

describe('summary', () => {
  test('prints what the weekly message says', async () => {
    const { code, stdout, stderr } = await asking();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Rocket\.Chat weekly: production, [\d.]+ % healthy, 2 incidents\n\n/);
    expect(stdout).toMatch(/^production: [\d.]+ %, 2 incidents, 87\.5 % of checks answered, no data for 2 min/m);
    expect(stdout).toMatch(/^- 2 incidents, 2 critical\.$/m);
    expect(stdout).toMatch(/^- Longest: disappeared in production, \d+ min from /m);
    expect(stdout).toMatch(/^Noisiest rule:\n\w+ in production: 2 alerts about 1 incident\.$/m);
    expect(stdout).toContain(`report --workspace production --since `);
    expect(stdout).toContain(`--store ${given.store}`);
  });

  test('prints it as one line of JSON, of as many days as are asked for', async () => {
    const { code, stdout } = await asking('--json', '--days', '1', '--workspace', 'production');
    expect(code).toBe(0);
    expect(readSummaryObject(stdout)).toMatchObject({
      title: expect.stringMatching(/^Rocket\.Chat of a day: production/),
      workspaces: [{ name: 'production', checks: 16 }],
    });
  });

  test('shows a workspace of the file that was not checked', async () => {
    const content = `workspaces:
  - { name: production, url: https://chat.example.com }
  - { name: forgotten, url: https://other.example.com }
summary: { weekly: monday 08:00, timeZone: Europe/Berlin }`;
    const { stdout } = await givenFile(content, (file) => asking('--config', file));
    expect(stdout).toMatch(/UTC \(.*CES?T\) to /);
    expect(stdout).toMatch(/^- forgotten: no check in this time\n- production: /m);
  });

  test.each([
    [['--workspace', 'staging'], /there is no workspace staging/],
    [['--days', '0'], /whole number of days from 1 to 366/],
    [['--days', 'week'], /whole number of days/],
    [['--config', 'not-there.yaml'], /not-there\.yaml/],
  ])('%j is one line, and exit code 2', async (args, expected) => {
    const { code, stdout, stderr } = await asking(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(expected);
  });
});
