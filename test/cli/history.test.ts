import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alertsOf, briefly, checksOf, linesOf } from './contract.ts';
import { type GivenHistory, givenHistory } from './given-history.ts';
import { givenFile, type Ran, running } from './running.ts';

let given: GivenHistory;
beforeAll(async () => {
  given = await givenHistory();
}, 30_000);
afterAll(() => {
  given.remove();
});

const asking = (...args: readonly string[]): Promise<Ran> => running([...args, '--store', given.store]);

/** The number of a check by its time. */
const numberOf = (time: string): number => given.times.findIndex((taken) => taken === time);

/** What is printed, with times as the numbers of their checks. */
const withNumbers = (text: string): string =>
  given.times.reduce(
    (shown, time, number) =>
      shown.replaceAll(time, `#${number}`).replaceAll(time.slice(0, 19).replace('T', ' '), `#${number}`),
    text,
  );

/** The rules that held, as a file says them. */
const aMinuteInFile = 'rules: { disappeared: { for: 1m }, unresponsive: { for: 1m } }';

describe('history', () => {
  test('shows every check, oldest first', async () => {
    const { code, stdout, stderr } = await asking('history', '--json');
    expect([code, stderr]).toEqual([0, '']);
    const checks = checksOf(linesOf(stdout));
    expect(checks.map(({ takenAt }) => numberOf(takenAt))).toEqual(Array.from({ length: 16 }, (_, index) => index));
    expect(checks[4]?.instances.map(({ status }) => status).sort()).toEqual(['healthy', 'healthy', 'missing']);
  });

  test('shows a table to a person', async () => {
    const { stdout } = await asking('history');
    const lines = withNumbers(stdout).split('\n');
    expect(lines[0]).toBe(`${'TIME (UTC)'.padEnd(19)}  ${'SEEN'.padEnd(40)}  INCIDENTS`);
    expect(lines[1]).toBe('#0  3 of 3 healthy');
    expect(lines[5]).toMatch(/^#4 {2}2 of 3 healthy, 1 missing +disappeared {2}alert delivered \d\d:\d\d:\d\d UTC$/);
    expect(lines[12]).toMatch(/^#11 {2}could not see: unauthorized +unauthorized \(pending\)$/);
    expect(lines[13]).toMatch(/^#12 {2}could not see: unauthorized +unauthorized {2}alert delivered/);
  });

  test('shows what changed, and nothing of the checks at which nothing did', async () => {
    const { stdout } = await asking('history', '--changes');
    const shown = withNumbers(stdout)
      .split('\n')
      .filter((line) => line.startsWith('#'))
      .map((line) => line.replace(/ {2}.*/, ''));
    expect(shown).toEqual(['#0', '#2', '#3', '#4', '#8', '#10', '#11', '#12', '#13', '#15']);
    expect(stdout).toContain('unresponsive → missing');
    expect(stdout).toContain('alert: CRITICAL disappeared: 10.0.0.3:3000 (2 of 3 healthy)');
    expect(stdout).toContain('cannot see the workspace: unauthorized');
    expect(stdout).toContain('the workspace can be seen again');
  });

  test('compares the first check of a span with the one before it', async () => {
    const { stdout } = await asking('history', '--changes', '--json', '--since', given.times[3] ?? '');
    expect(checksOf(linesOf(stdout)).map(({ takenAt }) => numberOf(takenAt))).toEqual([3, 4, 8, 10, 11, 12, 13, 15]);
    const after = await asking('history', '--changes', '--json', '--since', given.times[5] ?? '');
    expect(checksOf(linesOf(after.stdout)).map(({ takenAt }) => numberOf(takenAt))).toEqual([8, 10, 11, 12, 13, 15]);
  });

  test('shows one instance alone', async () => {
    const { stdout } = await asking('history', '--json', '--instance', given.victim.slice(0, 8), '--status', 'missing');
    const checks = checksOf(linesOf(stdout));
    expect(checks.map(({ takenAt }) => numberOf(takenAt))).toEqual([4, 5, 6, 7]);
    for (const { instances } of checks) expect(instances.map(({ id }) => id)).toEqual([given.victim]);
  });

  test('prints a row of CSV for each instance of each check', async () => {
    const { stdout } = await asking('history', '--csv', '--until', given.times[1] ?? '');
    const [heading = '', ...rows] = stdout.trimEnd().split('\n');
    expect(heading.split(',').slice(0, 7)).toEqual([
      'takenAt',
      'outcome',
      'observer',
      'latencyMilliseconds',
      'id',
      'name',
      'status',
    ]);
    expect(rows).toHaveLength(6);
    for (const row of rows) expect(row.split(',')).toHaveLength(heading.split(',').length);
  });

  test.each([
    [
      'an instance nobody has seen',
      ['--instance', '10.9.9.9'],
      /none of these checks has seen an instance 10\.9\.9\.9\. There are 10/,
    ],
    ['a span without checks', ['--since', '2020-01-01', '--until', '2020-01-02'], /there are no checks of production/],
    ['an unknown workspace', ['--workspace', 'nowhere'], /there is no workspace nowhere .*There is production$/m],
    ['an unknown status', ['--status', 'dead'], /Allowed choices are healthy, /],
    ['a time that is none', ['--since', 'noon'], /--since "noon" is not a time/],
    ['two forms at once', ['--json', '--csv'], /cannot be used with/],
  ])('refuses %s in one line', async (_, args, says) => {
    const { code, stdout, stderr } = await asking('history', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(says);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('alerts', () => {
  test('lists those that were sent, with when they were handed over', async () => {
    const { stdout } = await asking('alerts', 'list', '--json');
    const alerts = alertsOf(linesOf(stdout));
    expect(alerts.map(briefly)).toEqual([
      'alert: opened disappeared -',
      'alert: resolved disappeared replaced',
      'alert: opened unauthorized -',
      'alert: resolved unauthorized authorized',
    ]);
    expect(alerts.map(({ takenAt }) => numberOf(takenAt))).toEqual([4, 10, 12, 15]);
    for (const alert of alerts) expect(alert).toHaveProperty('deliveredAt', alert.takenAt);
    const table = await asking('alerts', 'list');
    expect(withNumbers(table.stdout)).toMatch(
      /\nproduction\/#4 +\d\d:\d\d:\d\d +CRITICAL disappeared: 10\.0\.0\.3:3000 \(2 of 3 healthy\)/,
    );
  });

  test('has nothing to list where none was sent', async () => {
    const { code, stdout, stderr } = await asking('alerts', 'list', '--until', given.times[1] ?? '');
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^no alerts of production between /);
  });

  test('shows one by its id, or by its minute', async () => {
    const id = `production/${given.times[4] ?? ''}`;
    const { code, stdout } = await asking('alerts', 'show', id);
    expect(code).toBe(0);
    expect(stdout).toContain('[production] CRITICAL disappeared: 10.0.0.3:3000 (2 of 3 healthy)');
    expect(stdout).toMatch(/\nDelivered .* UTC, 0 s after its check was due\.\n$/);
    const minute = (given.times[4] ?? '').slice(0, 16);
    expect((await asking('alerts', 'show', minute)).stdout).toBe(stdout);
    expect(alertsOf(linesOf((await asking('alerts', 'show', id, '--json')).stdout)).map((alert) => alert.id)).toEqual([
      id,
    ]);
  });

  test('says so where there is none', async () => {
    const { code, stderr } = await asking('alerts', 'show', given.times[5] ?? '');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^alerter: there is no alert .* of production\. `alerts list --since 30d` shows/);
  });
});

describe('explain', () => {
  const explained = (check: number, rules = aMinuteInFile): Promise<string> =>
    givenFile(rules, async (file) => {
      const { stdout } = await asking('explain', '--at', given.times[check] ?? '', '--config', file);
      return stdout.replace(/\s+/g, ' ');
    });
  const clock = (check: number): string => `${(given.times[check] ?? '').slice(11, 16)} UTC`;

  test('says of a quiet check that no rule is broken', async () => {
    expect(await explained(1)).toMatch(
      /No alert: no rule is broken\. .*No rule is broken\. .*No instance went, and none came\./,
    );
  });

  test('says what is pending, when it opens and what it waits for', async () => {
    const text = await explained(3);
    expect(text).toContain(`unresponsive is pending and opens ${clock(4)} unless it ends before`);
    expect(text).toMatch(/heartbeat 6\d s old, stale from 35 s on; lost since/);
    expect(text).toContain(`a newcomer until ${clock(8)} (5 min) counts as its replacement`);
  });

  test('says what was sent, and that it was delivered', async () => {
    const text = await explained(4);
    expect(text).toMatch(/An alert \(critical\): opened: .* is no longer listed/);
    expect(text).toContain(`Delivered ${clock(4)}.`);
    expect(await explained(5)).toContain(`No alert: disappeared was sent ${clock(4)} and is still open.`);
    expect(await explained(8)).toMatch(/is now probably replaced by .*, so it is no loss/);
  });

  test('says from when on all is well again, and when that counts as over', async () => {
    const text = await explained(9);
    expect(text).toContain(`No alert: disappeared was sent ${clock(4)} and is not over yet.`);
    expect(text).toContain(`Well again since ${clock(8)}; resolves ${clock(10)} if it stays so for 2 min.`);
    expect(await explained(10)).toMatch(/An alert \(critical\): resolved: .* was probably replaced by/);
  });

  test('says what a failed call leaves as it was', async () => {
    expect(await explained(12)).toMatch(/Nothing \(unauthorized, .* What was known of the instances stays as it was:/);
  });

  test('says so where other rules held', async () => {
    const other = await explained(4, 'rules: { disappeared: { for: 5m } }');
    expect(other).toMatch(/the result differs: no alert, where one was recorded/);
    expect(await explained(4)).not.toContain('differs');
  });

  test('takes the last check before a time, and says so where there is none', async () => {
    expect((await asking('explain')).stdout).toContain('check of');
    const { code, stderr } = await asking('explain', '--at', '2020-01-01');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^alerter: there is no check of production at 2020-01-01 00:00 UTC or before/);
  });
});

describe('replay', () => {
  const replaying = (rules: string, ...more: readonly string[]): Promise<Ran> =>
    givenFile(rules, (file) => asking('replay', '--rules', file, ...more));
  const workspaces = 'workspaces: [{ name: production, url: "https://chat.example.com" }]';
  const linesOfReplay = (stdout: string): ReadonlyArray<Readonly<Record<string, unknown>>> =>
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

  test('with the rules that held finds exactly what was sent', async () => {
    const { code, stdout, stderr } = await replaying(`${workspaces}\n${aMinuteInFile}`, '--json');
    expect([code, stderr]).toEqual([0, '']);
    const [loss, refusal, summary] = linesOfReplay(stdout);
    expect([loss?.['verdict'], refusal?.['verdict']]).toEqual(['same', 'same']);
    expect(loss?.['replayed']).toEqual(loss?.['sent']);
    expect(summary).toMatchObject({ type: 'replay', checks: 16, unjudged: 0, sentAlerts: 4, replayedAlerts: 4 });
  });

  test('with other rules shows what would have been sent later, and what not', async () => {
    const rules = `${workspaces}\nrules: { disappeared: { for: 3m }, unresponsive: { for: 3m } }`;
    const { stdout } = await replaying(rules);
    expect(stdout).toMatch(/disappeared .* 2 min later\n/);
    expect(stdout).toContain('Of 2 incidents: 1 sent at the same check, 1 sent later.');
    const spared = await replaying(`${workspaces}\nrules: { disappeared: { for: 1h }, unresponsive: { for: 1h } }`);
    expect(spared.stdout).toMatch(/disappeared .* - +not sent\n/);
    expect(spared.stdout).toContain('4 alerts sent, 2 alerts with these rules.');
  });

  test('says that a file without the workspace does not know how many instances are expected', async () => {
    const { stderr } = await replaying('rules: {}');
    expect(stderr).toMatch(/^note: .*without expectedInstances: too-few-instances is not judged/);
  });

  test('refuses a file that cannot be used', async () => {
    const { code, stdout, stderr } = await replaying('rules: { disappeard: { for: 3m } }');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('disappeard');
  });
});
