import type { RequestListener } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { withServer } from '../../servers.ts';
import { answering, listing, refusing } from '../answers.ts';
import { type Store, withParameterStore } from '../parameter-store.ts';
import { givenFile, type Ran, running, withCredentials } from '../running.ts';

const [userId, authToken] = ['CkCPNctrgCDfmWLqC', '1Dd4iN_ClKn5jl-xPC36snQ4s9Zd5GZnXCQuCNSKcVE'];
const typed = `${userId}\n${authToken}\n`;
const stored = { Value: JSON.stringify({ userId, authToken }), Type: 'SecureString' };
const parameter = '/rocketchat-alerter/production';

const forbidding = answering(403, {
  success: false,
  error: 'User does not have the permissions required [error-unauthorized]',
});
const notRocketChat = answering(200, '<html><title>Welcome to nginx</title></html>');
const withoutBroker = answering(400, { success: false, error: "Service '$node.list' is not available." });

/** Runs a command about the workspaces of a file, each of which answers as said. */
const withWorkspaces = (
  listeners: Readonly<Record<string, RequestListener>>,
  use: (file: string, store: Store) => Promise<void>,
): Promise<void> =>
  withServer(
    (request, response) => {
      const [, name = ''] = (request.url ?? '').split('/');
      listeners[name]?.(request, response);
    },
    (url) => {
      const lines = Object.keys(listeners).map((name) => `  - { name: ${name}, url: "${url}/${name}" }`);
      return givenFile(['workspaces:', ...lines].join('\n'), (file) => withParameterStore((store) => use(file, store)));
    },
  );

const setting = (file: string, { args = [], input = typed }: { args?: readonly string[]; input?: string } = {}) =>
  running(['credentials', 'set', '--config', file, ...args], { environment: {}, input });

const secretsIn = ({ stdout, stderr }: Ran): readonly string[] =>
  [userId, authToken].filter((secret) => `${stdout}${stderr}`.includes(secret));

const shortly = ({ code, stdout, stderr }: Ran) => ({ code, stdout, said: stderr.trimEnd().split('\n').at(-1) ?? '' });

describe('credentials set', () => {
  test('stores what the workspace takes, encrypted, and shows nothing of it', async () => {
    await withWorkspaces({ production: listing('a', 'b') }, async (file, { parameters }) => {
      const ran = await setting(file);
      expect(shortly(ran)).toMatchObject({
        code: 0,
        said: expect.stringContaining('takes them, tried from here: 2 instances listed'),
      });
      expect(ran.stdout).toBe(`stored: ${parameter} (SecureString, eu-central-1)\n`);
      expect(secretsIn(ran)).toEqual([]);
      expect([...parameters]).toEqual([[parameter, stored]]);
    });
  });

  test.each([
    ['a wrong token', refusing, /refuses these credentials \(unauthorized\).*token was revoked/],
    ['a user who may not look', forbidding, /their user may not see the instances \(forbidden\).*view-statistics/],
    ['what is not Rocket.Chat', notRocketChat, /does not answer as a Rocket\.Chat server does \(bad-response\)/],
    [
      'a server that is asked too often',
      answering(429, { success: false }),
      /could not be asked from here \(rate-limited\).*--unchecked/,
    ],
  ])('stores nothing for %s, and says what it is', async (_, listener, says) => {
    await withWorkspaces({ production: listener }, async (file, { parameters }) => {
      const ran = await setting(file);
      expect(shortly(ran)).toEqual({ code: 2, stdout: '', said: expect.stringMatching(says) });
      expect(ran.stderr).toContain('nothing was stored');
      expect(secretsIn(ran)).toEqual([]);
      expect(parameters.size).toBe(0);
    });
  });

  test('takes the token of a server that knows it but has lost its broker', async () => {
    await withWorkspaces({ production: withoutBroker }, async (file, { parameters }) => {
      expect(await setting(file)).toMatchObject({ code: 0, stderr: expect.stringContaining('and restart it') });
      expect(parameters.get(parameter)).toEqual(stored);
    });
  });

  test('asks whether the two were swapped, if they look it', async () => {
    await withWorkspaces({ production: refusing }, async (file) => {
      expect((await setting(file, { input: `${authToken}\n${userId}\n` })).stderr).toContain('are the two swapped?');
    });
  });

  test('stores without a look with --unchecked', async () => {
    await withWorkspaces({ production: refusing }, async (file, { parameters }) => {
      expect(await setting(file, { args: ['--unchecked'] })).toMatchObject({
        code: 0,
        stderr: expect.stringContaining('not tried'),
      });
      expect(parameters.get(parameter)).toEqual(stored);
    });
  });

  test('encrypts with the key it is given', async () => {
    await withWorkspaces({ production: listing('a') }, async (file, { parameters }) => {
      expect((await setting(file, { args: ['--key-id', 'alias/chat'] })).code).toBe(0);
      expect(parameters.get(parameter)).toEqual({ ...stored, KeyId: 'alias/chat' });
    });
  });

  test('takes credentials from the environment, and asks nothing then', async () => {
    await withWorkspaces({ production: listing('a') }, async (file, { parameters }) => {
      const ran = await running(['credentials', 'set', '--config', file], { environment: withCredentials });
      expect(ran.code).toBe(0);
      expect(parameters.get(parameter)).toEqual(stored);
    });
  });

  test('needs no file for a workspace at a URL', async () => {
    await withServer(listing('a'), (url) =>
      withParameterStore(async ({ parameters }) => {
        const args = ['credentials', 'set', '--url', url];
        expect((await running(args, { environment: {}, input: typed })).code).toBe(0);
        expect((await running([...args, '--parameter', '/chat/x'], { environment: {}, input: typed })).code).toBe(0);
        expect([...parameters.keys()]).toEqual(['/rocketchat-alerter/127.0.0.1', '/chat/x']);
      }),
    );
  });

  test.each([
    [[], 'which workspace? Pass --workspace and one of production, staging'],
    [['--workspace', 'prodution'], 'no workspace of that name; did you mean production?'],
    [['--parameter', '/x'], '--parameter, --ca and --allow-insecure go with --url'],
    [['--url', 'https://chat.example.com'], 'leave out --workspace and --config, or --url'],
  ])('refuses %j in one line', async (args, says) => {
    await withWorkspaces({ production: refusing, staging: refusing }, async (file) => {
      expect(await setting(file, { args })).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(says) });
    });
  });

  test.each([
    ['', 'line 1 of the input is missing, which should say: User id'],
    [`${userId}\n`, 'line 2 of the input is missing, which should say: Personal access token'],
    [`${userId}\n${authToken} x\n`, 'line 2 of the input (Personal access token) will not do'],
  ])('does not take %j for answers', async (input, says) => {
    await withWorkspaces({ production: listing('a') }, async (file) => {
      const ran = await setting(file, { input });
      expect(shortly(ran)).toEqual({ code: 2, stdout: '', said: expect.stringContaining(says) });
      expect(ran.stderr).not.toContain(authToken);
    });
  });

  test.each([
    ['ExpiredTokenException', 'could not be stored: there are no valid AWS credentials here. Sign in (aws sso login)'],
    ['AccessDeniedException', 'Allow them ssm:PutParameter on the parameter and kms:Encrypt on its key'],
    ['ParameterLimitExceeded', 'SSM did not take the request'],
  ])('says what to do when SSM answers %s', async (refusal, says) => {
    await withWorkspaces({ production: listing('a') }, async (file, store) => {
      store.refusesWith = refusal;
      const ran = await setting(file);
      expect(shortly(ran)).toEqual({ code: 2, stdout: '', said: expect.stringContaining(says) });
      expect(ran.stderr).toContain(`(${refusal})`);
    });
  });

  test.each([
    ['AWS_REGION', 'no AWS region is set: export AWS_REGION'],
    ['AWS_ACCESS_KEY_ID', 'SSM in eu-central-1 cannot be asked: there are no valid AWS credentials here'],
  ])('asks nobody for a token that it could not store without %s', async (variable, says) => {
    await withWorkspaces({ production: listing('a') }, async (file) => {
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- an undefined one would be the text "undefined"
      delete process.env[variable];
      expect(await setting(file)).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(says) });
    });
  });
});

describe('credentials check', () => {
  const checking = (file: string, ...args: readonly string[]) =>
    running(['credentials', 'check', '--config', file, ...args], { environment: {} });

  test.each([
    ['ok', listing('a'), stored, 0, '1 instance listed'],
    ['unauthorized', refusing, stored, 1, 'the token was revoked'],
    ['forbidden', forbidding, stored, 1, 'view-statistics'],
    ['bad-response', notRocketChat, stored, 1, 'is this the address of a Rocket.Chat server?'],
    ['rate-limited', answering(429, { success: false }), stored, 2, 'Check less often'],
    ['missing', listing('a'), undefined, 1, 'there is no parameter /rocketchat-alerter/production'],
    ['malformed', listing('a'), { ...stored, Value: authToken }, 1, 'does not hold {"userId":"…","authToken":"…"}'],
    ['unencrypted', listing('a'), { ...stored, Type: 'String' }, 1, 'is not a SecureString'],
  ])('finds %s', async (outcome, listener, parameterStored, code, says) => {
    await withWorkspaces({ production: listener }, async (file, { parameters }) => {
      if (parameterStored !== undefined) parameters.set(parameter, parameterStored);
      const ran = await checking(file);
      expect(ran).toMatchObject({ code, stdout: expect.stringMatching(new RegExp(`^production {2}${outcome} `)) });
      expect(ran.stdout).toContain(says);
      expect(ran.stdout.trimEnd().split('\n')).toHaveLength(1);
      expect(secretsIn(ran)).toEqual([]);
      const line: unknown = JSON.parse((await checking(file, '--json')).stdout);
      expect(line).toMatchObject({ type: 'credentials', workspace: 'production', parameter, outcome });
    });
  });

  test('lists every workspace, in the order of the file; what is to be put right comes before what is not known', async () => {
    const listeners = { alpha: answering(429, {}), beta: refusing, gamma: listing('a') };
    await withWorkspaces(listeners, async (file, { parameters }) => {
      for (const name of Object.keys(listeners)) parameters.set(`/rocketchat-alerter/${name}`, stored);
      const { code, stdout } = await checking(file);
      expect(stdout.split('\n').map((line) => line.split(' ')[0])).toEqual(['alpha', 'beta', 'gamma', '']);
      expect(code).toBe(1);
      expect((await checking(file, '--workspace', 'gamma')).code).toBe(0);
    });
  });

  test('says once that there are no valid AWS credentials, and per workspace what else stands in the way', async () => {
    await withWorkspaces({ alpha: listing('a'), beta: listing('a') }, async (file, store) => {
      store.refusesWith = 'ExpiredTokenException';
      expect(shortly(await checking(file))).toEqual({ code: 2, stdout: '', said: expect.stringContaining('Sign in') });
      store.refusesWith = 'AccessDeniedException';
      const { code, stdout } = await checking(file);
      expect({ code, lines: stdout.match(/denied .*ssm:GetParameter.*kms:Decrypt/g) }).toEqual({
        code: 2,
        lines: [expect.anything(), expect.anything()],
      });
    });
  });
});

describe('credentials remove', () => {
  const removing = (file: string, ...args: readonly string[]) =>
    running(['credentials', 'remove', '--config', file, ...args], { environment: {} });

  test('removes what is stored for one workspace, and says that the token is still good', async () => {
    await withWorkspaces({ production: listing('a'), staging: listing('a') }, async (file, { parameters }) => {
      for (const name of ['production', 'staging']) parameters.set(`/rocketchat-alerter/${name}`, stored);
      const ran = await removing(file, '--workspace', 'production', '--yes');
      expect(shortly(ran)).toEqual({
        code: 0,
        stdout: `removed: ${parameter} (eu-central-1)\n`,
        said: expect.stringContaining('revoke it in Rocket.Chat'),
      });
      expect([...parameters.keys()]).toEqual(['/rocketchat-alerter/staging']);
    });
  });

  test('has nothing to do where nothing is stored', async () => {
    await withWorkspaces({ production: listing('a') }, async (file) => {
      expect(await removing(file, '--yes')).toMatchObject({ code: 0, stdout: `${parameter} is not in eu-central-1\n` });
    });
  });

  test('removes nothing without a question where nobody can answer it', async () => {
    await withWorkspaces({ production: listing('a') }, async (file, { parameters }) => {
      parameters.set(parameter, stored);
      const ran = await removing(file);
      expect(shortly(ran)).toEqual({ code: 2, stdout: '', said: expect.stringContaining('pass --yes') });
      expect([...parameters.keys()]).toEqual([parameter]);
    });
  });

  test('says in one line what AWS refuses', async () => {
    await withWorkspaces({ production: listing('a') }, async (file, store) => {
      store.parameters.set(parameter, stored);
      store.refusesWith = 'AccessDeniedException';
      const { code, stderr } = await removing(file, '--yes');
      expect(code).toBe(2);
      expect(stderr).toMatch(/^alerter: [^\n]*ssm:DeleteParameter[^\n]*\n$/);
    });
  });
});

describe('credentials set-webhook', () => {
  const url = 'https://hooks.slack.com/services/T0/B0/secret';
  const withAlerts = (alerts: string, use: (file: string, store: Store) => Promise<void>) =>
    givenFile(`workspaces: [{ name: a, url: https://chat.example.com }]\nalerts: ${alerts}\n`, (file) =>
      withParameterStore((store) => use(file, store)),
    );
  const settingWebhook = (file: string, args: readonly string[] = [], input = `${url}\n`) =>
    running(['credentials', 'set-webhook', '--config', file, ...args], { environment: {}, input });

  test("stores the webhook's URL where the file says", async () => {
    await withAlerts('{ slack: { webhook: /x/slack } }', async (file, { parameters }) => {
      const ran = await settingWebhook(file);
      expect(ran).toMatchObject({ code: 0, stdout: 'stored: /x/slack (SecureString, eu-central-1)\n' });
      expect([...parameters]).toEqual([['/x/slack', { Value: url, Type: 'SecureString' }]]);
      expect(ran.stderr).not.toContain(url);
    });
  });

  test.each([
    ['{}', [], `${url}\n`, 'names no webhook'],
    ['{ slack: [{ webhook: /x/a }, { webhook: /x/b }] }', [], `${url}\n`, 'Pass --parameter and one of /x/a, /x/b'],
    ['{ slack: { webhook: /x/a } }', ['--parameter', '/x/c'], `${url}\n`, 'Pass --parameter and one of /x/a'],
    ['{ slack: { webhook: /x/a } }', [], 'http://example.com/hook\n', 'not the URL of an incoming webhook'],
  ])('stores nothing with alerts: %s %j', async (alerts, args, input, says) => {
    await withAlerts(alerts, async (file, { parameters }) => {
      const ran = await settingWebhook(file, args, input);
      expect(shortly(ran)).toEqual({ code: 2, stdout: '', said: expect.stringContaining(says) });
      expect(parameters.size).toBe(0);
    });
  });
});
