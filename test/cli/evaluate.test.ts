import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { recordedLines, recordingFile } from '../fixtures/recordings.ts';
import { oneIn } from '../length.ts';
import { alertsOf, briefly, checksOf, linesOf } from './contract.ts';
import { givenDirectory, givenFile, type Ran, running } from './running.ts';

const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 21, 19) + seconds * 1000).toISOString();

const listing = (seconds: number, ...ids: readonly string[]) => ({
  at: at(seconds),
  milliseconds: 6,
  status: 200,
  headers: {},
  body: {
    success: true,
    instances: ids.map((id, index) => ({
      currentStatus: { connected: true, ...(index === 0 && { local: true }) },
      instanceRecord: {
        _id: id,
        _createdAt: at(-3_600),
        _updatedAt: at(seconds - 2),
        extraInformation: { host: `host-${id}`, port: '3000' },
      },
    })),
  },
});

const every10s = (until: number, idsAt: (seconds: number) => readonly string[]): unknown[] =>
  Array.from({ length: until / 10 + 1 }, (_, index) => listing(index * 10, ...idsAt(index * 10)));

/** One of two is lost after a minute, and its place is taken ten minutes later. */
const lossAndReplacement = every10s(1_200, (seconds) =>
  seconds < 60 ? ['a', 'b'] : seconds < 660 ? ['a'] : ['a', 'c'],
);

const textOf = (lines: readonly unknown[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

const evaluating = (content: string | Buffer, ...args: readonly string[]): Promise<Ran> =>
  givenDirectory((directory) => {
    const file = join(directory, 'production.jsonl');
    writeFileSync(file, content);
    return running(['evaluate', file, ...args], { environment: {} });
  });

const fromPipe = (input: string | Buffer, ...args: readonly string[]): Promise<Ran> =>
  running(['evaluate', '-', ...args], { input, environment: {} });

/** What alerts say, without the checks. */
const changesOf = ({ stdout }: Ran): readonly string[] => alertsOf(linesOf(stdout)).map(briefly);

describe('evaluate', () => {
  test('prints what a watch would have printed: each check, and after it its alert', async () => {
    const ran = await evaluating(textOf(lossAndReplacement), '--every', '1m', '--json');
    expect([ran.code, ran.stderr]).toEqual([1, '']);
    const lines = linesOf(ran.stdout);
    expect(checksOf(lines).map(({ takenAt }) => takenAt)).toEqual(
      Array.from({ length: 21 }, (_, minute) => at(60 * minute)),
    );
    expect(changesOf(ran)).toEqual([
      'alert: opened disappeared -',
      expect.stringMatching(/^alert: resolved disappeared /),
    ]);
    const [opened] = alertsOf(lines);
    expect(opened).toMatchObject({ workspace: 'production', id: `production/${opened?.takenAt ?? ''}` });
    expect(lines.findIndex(({ type }) => type === 'alert')).toBe(
      lines.findIndex(({ type, takenAt }) => type === 'check' && takenAt === opened?.takenAt) + 1,
    );
  });

  test('makes each answer a check where no interval is given', async () => {
    const { stdout } = await evaluating(textOf(every10s(50, () => ['a'])), '--json');
    expect(checksOf(linesOf(stdout)).map(({ takenAt }) => takenAt)).toEqual([0, 10, 20, 30, 40, 50].map(at));
  });

  test('answers each check with the first answer at or after its time, and makes none of a gap', async () => {
    const answers = [0, 55, 61, 70, 119, 121, 400, 430].map((seconds) => listing(seconds, `i${seconds}`));
    const { stdout } = await evaluating(textOf(answers), '--every', '60s', '--json');
    const seen = checksOf(linesOf(stdout)).map(({ takenAt, observer }) => [takenAt, observer]);
    expect(seen).toEqual([
      [at(0), 'i0'],
      [at(60), 'i61'],
      [at(120), 'i121'],
      [at(360), 'i400'],
      [at(420), 'i430'],
    ]);
  });

  test('looks again between checks while something pending can open, under the time at which that is due', async () => {
    const yaml = 'rules: { disappeared: { for: 1m }, unresponsive: { for: 1m } }';
    const { stdout } = await givenFile(yaml, (config) =>
      evaluating(textOf(lossAndReplacement), '--every', '5m', '--json', '--config', config),
    );
    const lines = linesOf(stdout);
    // b is gone from 60 s on, which the check at 300 s sees; the next one on the grid would be that at 600 s.
    const times = checksOf(lines).map(({ takenAt }) => takenAt);
    expect(times.slice(0, 4)).toEqual([0, 300, 360, 600].map(at));
    expect(alertsOf(lines)[0]).toMatchObject({ takenAt: at(360), changes: [{ change: 'opened', subjects: ['b'] }] });
  });

  test('takes the time of an answer for when it came: durations are measured between answers', async () => {
    const [timeout, down] = ['timeout', 'ECONNREFUSED'];
    const failing = (seconds: number, error: string | undefined, milliseconds: number) => ({
      at: at(seconds),
      milliseconds,
      error,
    });
    const answers = [listing(0, 'a'), failing(60, down, 3), failing(112, timeout, 10_000), failing(121, down, 3)];
    const ran = await evaluating(textOf(answers), '--json');
    // 52 s are no minute, 61 s are.
    expect(alertsOf(linesOf(ran.stdout)).map(({ takenAt }) => takenAt)).toEqual([at(121)]);
  });

  test('shows checks and alerts to a person as a watch does', async () => {
    const { code, stdout, stderr } = await evaluating(textOf(lossAndReplacement), '--every', '1m');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^│ \[production\] CRITICAL/);
    expect(stderr).toMatch(/^19:00:00 UTC {2}2 of 2 healthy\n/);
    expect(stderr).toMatch(/\n121 answers, 21 checks, 2 alerts\n$/);
  });

  test('exits with 0 where nothing opened', async () => {
    expect(await evaluating(textOf(every10s(600, () => ['a', 'b'])))).toMatchObject({ code: 0, stdout: '' });
  });

  test('reads a pipe, gzipped or not, and answers that were dumped one after the other', async () => {
    const text = textOf(lossAndReplacement);
    const half = Math.floor(lossAndReplacement.length / 2);
    const members = [lossAndReplacement.slice(0, half), lossAndReplacement.slice(half)].map((part) =>
      gzipSync(textOf(part)),
    );
    const all = await Promise.all(
      [text, gzipSync(text), Buffer.concat(members)].map((input) => fromPipe(input, '--json')),
    );
    const [plain, ...others] = all;
    expect(checksOf(linesOf(plain?.stdout ?? ''))).toHaveLength(121);
    for (const other of others) expect(other).toEqual(plain);
  });

  test('plays what there is of a gzipped recording that is still being made', async () => {
    const whole = gzipSync(textOf(every10s(600, () => ['a', 'b'])));
    const { code, stderr } = await fromPipe(
      Buffer.concat([gzipSync(textOf([listing(-10, 'a', 'b')])), whole.subarray(0, 15)]),
    );
    expect([code, stderr]).toEqual([0, expect.stringMatching(/\n1 answer, 1 check, 0 alerts\n$/)]);
  });
});

describe('evaluate goes by a file', () => {
  const evaluatingWith = (yaml: string, ...args: readonly string[]): Promise<Ran> =>
    givenFile(yaml, (file) => evaluating(textOf(lossAndReplacement), '--config', file, '--json', ...args));
  const two = `
workspaces:
  - { name: one, url: "https://one.example.com" }
  - { name: two, url: "https://two.example.com", rules: { disappeared: off, unresponsive: off } }
`;

  test('with its rules and the name of its workspace', async () => {
    const ran = await evaluatingWith(two, '--workspace', 'two');
    expect([ran.code, changesOf(ran)]).toEqual([0, []]);
    expect(linesOf(ran.stdout)[0]).toMatchObject({ workspace: 'two' });
  });

  test('with its rules alone, under a name of its own', async () => {
    const ran = await evaluatingWith('rules: { disappeared: off, unresponsive: off }', '--workspace', 'mine');
    expect([ran.code, linesOf(ran.stdout)[0]?.workspace]).toEqual([0, 'mine']);
  });

  test('with its maintenance windows', async () => {
    const window = 'maintenance: [{ weekly: "saturday 18:00", timeZone: UTC, for: 4h, reason: upgrade }]';
    const ran = await evaluatingWith(window);
    expect([ran.code, changesOf(ran)]).toEqual([0, []]);
  });

  test('which has to say which workspace is meant', async () => {
    expect(await evaluatingWith(two)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^alerter: .* holds several workspaces: name one with --workspace\. There are one, two\n$/,
      ),
    });
    expect(await evaluatingWith(two, '--workspace', 'three')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^alerter: there is no workspace three in .* There are one, two\n$/),
    });
  });
});

describe('evaluate names the line that it cannot play', () => {
  const good = JSON.stringify(listing(0, 'a'));
  test.each([
    ['no JSON', '{"at":"2026-11-21T19:00:10.000Z","status":2', /line 2: not JSON: \{"at":/],
    ['no time', '{"status":200,"body":{}}', /line 2: at: /],
    [
      'a time that is none',
      '{"at":"2026-13-41T19:00:10Z","status":200,"body":{}}',
      /line 2: at: found .*; allowed: a time such as/,
    ],
    ['neither status nor error', '{"at":"2026-11-21T19:00:10.000Z"}', /line 2: status: /],
    [
      'an impossible status',
      '{"at":"2026-11-21T19:00:10.000Z","status":0}',
      /line 2: status: found 0; allowed: an HTTP status/,
    ],
    [
      'an impossible header',
      '{"at":"2026-11-21T19:00:10.000Z","status":200,"headers":{"a b":"c"}}',
      /line 2: headers: /,
    ],
    ['a list', '[]', /line 2: at: |line 2: not an answer/],
    ['a number', '7', /line 2: not an answer/],
  ])('%s', async (_what, line, expected) => {
    const { code, stderr } = await fromPipe(`${good}\n${line}\n`, '--json');
    expect([code, stderr]).toEqual([2, expect.stringMatching(expected)]);
    expect(stderr).toMatch(/^alerter: standard input, [^\n]*\n$/);
  });

  test('and says where there is nothing to play', async () => {
    expect(await fromPipe('\n')).toMatchObject({ code: 2, stderr: 'alerter: standard input holds no answers\n' });
    expect(await running(['evaluate', 'nowhere/at-all.jsonl'], { environment: {} })).toMatchObject({
      code: 2,
      stderr: 'alerter: nowhere/at-all.jsonl cannot be read (ENOENT)\n',
    });
  });

  test('and a gzipped file that is damaged', async () => {
    const bytes = gzipSync(textOf(every10s(6_000, () => ['a', 'b'])));
    bytes.fill(0xff, 200, 260);
    const { code, stderr } = await fromPipe(bytes, '--json');
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^alerter: standard input (cannot be read|, line)[^\n]*\n$/),
    ]);
  });
});

describe('evaluate plays the recorded hours', () => {
  const recordings = [
    ['tcp-an-hour', 1],
    ['nats-an-hour', 1],
    // What happens there is over before it has lasted as long as the restarts seen before take.
    ['microservices', 0],
  ] as const;

  test.each(oneIn(3, recordings))('%s, each answer and at intervals', async (name, code) => {
    const count = recordedLines(name).length;
    const ran = await running(['evaluate', recordingFile(name), '--json'], { environment: {} });
    expect([ran.code, ran.stderr]).toEqual([code, expect.not.stringContaining('alerter:')]);
    expect(checksOf(linesOf(ran.stdout))).toHaveLength(count);
    for (const every of oneIn(2, ['60s', '10s'])) {
      const { stdout, stderr } = await running(['evaluate', recordingFile(name), '--json', '--every', every], {
        environment: {},
      });
      expect(stderr).not.toContain('alerter:');
      const checks = checksOf(linesOf(stdout));
      expect(checks.length).toBeGreaterThan(count / 10);
      expect(checks.length).toBeLessThan(count);
    }
  });
});
