import { describe, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { givenDirectory, givenFile, type Ran, running, withCredentials } from './running.ts';

/** Never called: what is refused is refused before anything is sent. */
const url = 'https://chat.example.com';

/** One line on stderr, nothing on stdout, 2. */
const expectRefusal = ({ code, stdout, stderr }: Ran, message: string): void => {
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/^alerter: [^\n]+\n$/);
  expect([code, stdout]).toEqual([2, '']);
};

describe('a command line that cannot be used is refused in one line:', () => {
  test.each<[string, string]>([
    ['nope', "unknown command 'nope'"],
    ['chekc', "unknown command 'chekc' (Did you mean check?)"],
    ['check', "required option '--url <url>' not specified"],
    ['check --url', "option '--url <url>' argument missing"],
    [`check --url ${url} --jsno`, "unknown option '--jsno' (Did you mean --json?)"],
    [`check --url ${url} more`, "too many arguments for 'check'"],
    [`check --url ${url} --every 5s`, "unknown option '--every'"],
    ['watch', 'there is no alerter.yaml here: make one with init, name another with --config FILE, or pass --url'],
    [`watch --url ${url} --every 60`, "'60' is invalid. Write a duration from 1s to 365d, such as 30s or 5m."],
    [`watch --url ${url} --every 0s`, "'0s' is invalid. Write a duration from 1s"],
    [`watch --url ${url} --every 500ms`, "'500ms' is invalid. Write a duration from 1s"],
    [`watch --url ${url} --every 999999999d`, "'999999999d' is invalid. Write a duration from 1s"],
    [`watch --url ${url} --checks 0`, "'0' is invalid. Write a whole number from 1 on."],
    [`watch --url ${url} --checks 1.5`, "'1.5' is invalid. Write a whole number from 1 on."],
    [`watch --url ${url} --checks -1`, "'-1' is invalid. Write a whole number from 1 on."],
    [`watch --url ${url} --checks many`, "'many' is invalid. Write a whole number from 1 on."],
    ['demo --fast', "unknown option '--fast'"],
  ])('%s', async (line, message) => {
    expectRefusal(await running(line.split(' ')), message);
  });

  test('one with line breaks and control characters', async () => {
    expectRefusal(await running(['\u001b[2J\nno']), "unknown command ' [2J no'");
  });
});

describe('a URL that cannot be used is refused in one line:', () => {
  test.each<[string, string]>([
    ['chat.example.com', '--url: "chat.example.com" is not the URL of a workspace: write one like https://'],
    ['', '--url: "" is not the URL of a workspace'],
    ['ftp://chat.example.com', 'is not the URL of a workspace'],
    ['http://chat.example.com', 'write https://chat.example.com, or pass --allow-insecure'],
    ['https://me:secret@chat.example.com', 'must not hold a user name or password'],
    ['https://chat.example.com/api/v1/instances.get', 'not of its API: write https://chat.example.com'],
    ['https://chat.example.com/?token=1', 'must not hold a query or a fragment'],
  ])('%s', async (bad, message) => {
    for (const command of ['check', 'watch']) expectRefusal(await running([command, '--url', bad]), message);
  });
});

describe('without credentials in the environment', () => {
  const { ROCKETCHAT_USER_ID: id, ROCKETCHAT_AUTH_TOKEN: token } = withCredentials;

  test.each<[string, NodeJS.ProcessEnv, string]>([
    ['none', {}, 'ROCKETCHAT_USER_ID and ROCKETCHAT_AUTH_TOKEN are not set: make a personal access token'],
    ['only the id', { ROCKETCHAT_USER_ID: id }, 'ROCKETCHAT_AUTH_TOKEN is not set'],
    ['only the token', { ROCKETCHAT_AUTH_TOKEN: token }, 'ROCKETCHAT_USER_ID is not set'],
    ['an empty one', { ...withCredentials, ROCKETCHAT_AUTH_TOKEN: ' ' }, 'ROCKETCHAT_AUTH_TOKEN is not set'],
    ['a broken one', { ...withCredentials, ROCKETCHAT_AUTH_TOKEN: 'to\nken' }, 'holds a character that none has'],
  ])('(%s) nothing is called', async (_, environment, message) => {
    for (const command of ['check', 'watch']) {
      expectRefusal(await running([command, '--url', url], { environment }), message);
    }
  });
});

describe('a configuration file that cannot be used', () => {
  const refusedWith = (file: string): Promise<Ran[]> =>
    Promise.all(['check', 'watch'].map((command) => running([command, '--url', url, '--config', file])));

  test('because it is not there is named', async () => {
    for (const { code, stdout, stderr } of await refusedWith('no-such.yaml')) {
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toBe('alerter: no-such.yaml cannot be used:\n  there is no such file\n');
    }
  });

  test('because it is not YAML is shown with the place', () =>
    givenFile('rules: [', async (file) => {
      for (const { code, stdout, stderr } of await refusedWith(file)) {
        expect([code, stdout]).toEqual([2, '']);
        expect(stderr).toMatch(/^alerter: \S+ cannot be used:\n {2}line 1: column 9: not YAML: [^\n]*\n$/);
      }
    }));

  test('is shown with all of its mistakes, each on a line of its own', () =>
    givenFile('rules:\n  dissapeared: {}\n  forgetAfter: soon\n', async (file) => {
      for (const { code, stdout, stderr } of await refusedWith(file)) {
        expect([code, stdout]).toEqual([2, '']);
        expect(stderr).toBe(
          [
            `alerter: ${file} cannot be used (2 mistakes):`,
            '  rules.dissapeared, line 2: unknown key; did you mean disappeared?',
            '  rules.forgetAfter, line 3: found "soon"; allowed: a duration from 1s to 365d, written like 35s, 1m, 4h or 30d',
            '',
          ].join('\n'),
        );
      }
    }));
});

describe('a store that cannot be used', () => {
  const watching = (store: string): Promise<Ran> => running(['watch', '--url', url, '--checks', '1', '--store', store]);

  test('because it lies within a file is refused in one line', () =>
    givenDirectory(async (directory) => {
      writeFileSync(join(directory, 'file'), '');
      const store = join(directory, 'file', 'store');
      expectRefusal(await watching(store), `the store in ${store} cannot be opened (`);
    }));

  test('because it is a file is refused in one line', () =>
    givenDirectory(async (directory) => {
      const store = join(directory, 'file');
      writeFileSync(store, '');
      expectRefusal(await watching(store), `the store in ${store} cannot be opened (`);
    }));

  test('because its files are not those of a store is refused in one line', () =>
    givenDirectory(async (directory) => {
      mkdirSync(join(directory, 'LOCK'));
      expectRefusal(await watching(directory), `the store in ${directory} cannot be opened (`);
    }));
});

describe('help', () => {
  test.each<[string, RegExp]>([
    ['--help', /^Usage: npm run -s alerter -- COMMAND \[options\]\n.*\n {2}check .*\n {2}watch .*\n {2}demo /s],
    ['-h', /^Usage: npm run -s alerter -- COMMAND \[options\]\n/],
    ['check --help', /^Usage: npm run -s alerter -- check \[options\]\n.*--url <url>.*--json.*\nExit code: 0 healthy/s],
    [
      'watch --help',
      /^Usage: npm run -s alerter -- watch \[options\]\n.*--every.*--config.*--store.*--checks.*--json/s,
    ],
    ['demo --help', /^Usage: npm run -s alerter -- demo \[options\]\n.*\nExit code: 0 /s],
  ])('is printed by %s, within 80 columns, and ends with 0', async (line, message) => {
    const { code, stdout, stderr } = await running(line.split(' '), { environment: {} });
    expect(stdout).toMatch(message);
    expect(stdout.split('\n').filter((each) => each.length > 80)).toEqual([]);
    expect([code, stderr]).toEqual([0, '']);
  });

  test('is not needed to know the version', async () => {
    const { code, stdout, stderr } = await running(['--version'], { environment: {} });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('is what a call without a command gets, on stderr and with 2', async () => {
    const { code, stdout, stderr } = await running([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Usage: npm run -s alerter -- COMMAND \[options\]\n/);
  });
});
