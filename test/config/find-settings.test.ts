import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findSettings, findStackName } from '../../config/find-settings.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'alerter-config-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const givenFile = (name: string, workspace: string): void => {
  writeFileSync(join(directory, name), `workspaces: [{ name: ${workspace}, url: https://chat.example.com }]`);
};

const nameFrom = (context: Record<string, unknown>): string | undefined =>
  findSettings(context, directory).workspaces[0]?.name;

describe('without a file', () => {
  test('a URL and an e-mail address are enough, and the workspace is called after its host', () => {
    const settings = findSettings({ url: 'https://chat.example.com/', email: 'ops@example.com' }, directory);
    expect(settings.alerts.email).toMatchObject([{ address: 'ops@example.com' }]);
    expect(settings.workspaces).toMatchObject([
      {
        name: 'chat.example.com',
        url: 'https://chat.example.com',
        credentials: '/rocketchat-alerter/chat.example.com',
        everySeconds: 60,
      },
    ]);
  });

  test('the options can say what else there is to say of one workspace', () => {
    const context = {
      url: 'http://chat.example.com',
      allowInsecure: 'true',
      name: 'production',
      credentials: '/chat/production',
      every: '5m',
      expectedInstances: '3',
      email: 'ops@example.com, dev@example.com',
    };
    expect(findSettings(context, directory)).toMatchObject({
      workspaces: [
        {
          name: 'production',
          credentials: '/chat/production',
          allowInsecure: true,
          everySeconds: 300,
          rules: { tooFewInstances: { expected: 3 } },
        },
      ],
      alerts: { email: [{ address: 'ops@example.com' }, { address: 'dev@example.com' }] },
    });
  });

  test('all mistakes are reported at once, each with its option', () => {
    const context = { url: 'http://chat.example.com', every: '90s', expectedInstances: 'three', email: 'ops' };
    expect(() => findSettings(context, directory)).toThrow(`The command line cannot be used (4 mistakes):
  -c every: found "90s"; allowed: whole minutes from 1m to 12h, written like 35s, 1m, 4h or 30d
  -c expectedInstances: found "three"; allowed: a whole number from 1 to 10000
  -c email: found a text of 3 characters; allowed: an e-mail address in ASCII letters, such as ops@example.com (a domain in others is written xn--…)
  -c url: over http:// anyone on the way can read the access token: write https://chat.example.com, or set allowInsecure: true`);
  });

  test('a host too long for a name asks for one', () => {
    const url = `https://${'a'.repeat(50)}.example.com`;
    expect(() => findSettings({ url }, directory)).toThrow('-c name: found a text of 62 characters; allowed: 1 to 48');
  });

  test('options without a URL are refused', () => {
    expect(() => findSettings({ email: 'ops@example.com' }, directory)).toThrow('-c email needs -c url=https://…');
  });

  test('and without options, the ways out are named', () => {
    expect(() => findSettings({ '@aws-cdk/core:checkSecretUsage': true }, directory)).toThrow(
      /^There is no configuration; any of these will do:\n.*alerter\.example\.yaml.*\n.*-c config=FILE\n.*-c url=https/,
    );
  });
});

describe('with a file', () => {
  test('alerter.yaml is read', () => {
    givenFile('alerter.yaml', 'production');
    expect(nameFrom({})).toBe('production');
  });

  test('another one can be named, from the directory or from the root, and wins over alerter.yaml', () => {
    givenFile('alerter.yaml', 'production');
    givenFile('other.yaml', 'staging');
    expect(nameFrom({ config: 'other.yaml' })).toBe('staging');
    expect(nameFrom({ config: join(directory, 'other.yaml') })).toBe('staging');
  });

  test('a named one that is not there is an error, also where alerter.yaml is', () => {
    givenFile('alerter.yaml', 'production');
    expect(() => nameFrom({ config: 'other.yaml' })).toThrow('there is no such file');
  });

  test.each([
    [{ url: 'https://chat.example.com', email: 'ops@example.com' }, /-c url, -c email and .*alerter\.yaml both say/],
    [{ email: 'ops@example.com' }, /-c email and .*alerter\.yaml both say what to watch; leave out -c email, or move/],
    [{ url: 'https://chat.example.com', config: 'a.yaml' }, /-c url and .*a\.yaml both say.*or leave out -c config/],
  ])('options beside it are refused: %j', (context, message) => {
    givenFile('alerter.yaml', 'production');
    expect(() => findSettings(context, directory)).toThrow(message);
  });
});

test('a mistyped option is refused rather than passed over', () => {
  expect(() => findSettings({ url: 'https://chat.example.com', emial: 'ops@example.com' }, directory)).toThrow(
    'The command line cannot be used:\n  -c emial: unknown; did you mean -c email?',
  );
});

describe('the stack', () => {
  test('has a name, and may be given another', () => {
    expect(findStackName({})).toBe('RocketChatAlerter');
    expect(findStackName({ stack: 'Alerter-2' })).toBe('Alerter-2');
  });

  test.each(['', '2nd', 'a_b', 'a'.repeat(129), 7])('is not called %j', (stack) => {
    expect(() => findStackName({ stack })).toThrow("-c stack: not a stack's name; allowed: a letter, and then");
  });
});
