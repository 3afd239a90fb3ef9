import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadConfiguration } from '../../config/load.ts';
import { givenDirectory, running } from './running.ts';

const answers = 'chat\nhttps://chat.example.com/team/\nops@example.com, me@example.com\n3\n/x/slack\n';

const initialising = (directory: string, input: string, ...args: readonly string[]) =>
  running(['init', '--config', join(directory, 'alerter.yaml'), ...args], { environment: {}, input });

const written = (directory: string): string => join(directory, 'alerter.yaml');

describe('init', () => {
  test('writes the answers it gets, and says what comes next', async () => {
    await givenDirectory(async (directory) => {
      const { code, stdout, stderr } = await initialising(directory, answers);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(loadConfiguration(written(directory))).toMatchObject({
        workspaces: [
          {
            name: 'chat',
            url: 'https://chat.example.com/team',
            credentials: '/rocketchat-alerter/chat',
            rules: { tooFewInstances: { expected: 3 } },
          },
        ],
        alerts: {
          email: [{ address: 'ops@example.com' }, { address: 'me@example.com' }],
          slack: [{ webhook: '/x/slack' }],
        },
      });
      for (const step of [
        'credentials set',
        'credentials set-webhook',
        'config check',
        'cdk bootstrap',
        'cdk deploy',
      ]) {
        expect(stdout).toContain(`${step} `);
      }
    });
  });

  test('takes the defaults of empty lines, and an address without its scheme', async () => {
    await givenDirectory(async (directory) => {
      const { code, stdout } = await initialising(directory, '\nchat.example.com\n');
      expect(code).toBe(0);
      expect(stdout).toContain('Nobody is notified yet');
      const { workspaces, alerts } = loadConfiguration(written(directory));
      expect(workspaces).toMatchObject([{ name: 'production', url: 'https://chat.example.com' }]);
      expect(alerts).toMatchObject({ email: [], slack: [] });
    });
  });

  test('shows editors where the JSON Schema is', async () => {
    await givenDirectory(async (directory) => {
      await initialising(directory, answers);
      const [, path = ''] =
        /^# yaml-language-server: \$schema=(.*)$/m.exec(readFileSync(written(directory), 'utf8')) ?? [];
      expect(JSON.parse(readFileSync(join(directory, path), 'utf8'))).toHaveProperty('title', 'alerter.yaml');
    });
  });

  test.each([
    ['a name', 'my chat\n', 'line 1 of the input .* allowed: 1 to 48 letters'],
    ['no URL', '\n\n', 'line 2 of the input is missing'],
    ['http://', '\nhttp://chat.example.com\n', 'write https://chat.example.com, or start again with --allow-insecure'],
    ['an address', '\nchat.example.com\nops\n', 'line 3 of the input .* an e-mail address'],
    ['a number', '\nchat.example.com\n\nmany\n', 'line 4 of the input .* a whole number from 1'],
    [
      'a secret',
      '\nchat.example.com\n\n\nhttps://hooks.slack.com/services/T0/B0/secret\n',
      'line 5 of the input .* never a credential',
    ],
  ])('writes nothing where it cannot use %s', async (_, input, says) => {
    await givenDirectory(async (directory) => {
      const { code, stdout, stderr } = await initialising(directory, input);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(new RegExp(`^alerter: .*${says}.*\\n$`));
      expect(stderr).not.toContain('secret');
      expect(existsSync(written(directory))).toBe(false);
    });
  });

  test('takes an http:// URL where that is allowed', async () => {
    await givenDirectory(async (directory) => {
      const { code } = await initialising(directory, '\nhttp://chat.example.com\n', '--allow-insecure');
      expect(code).toBe(0);
      expect(loadConfiguration(written(directory)).workspaces).toMatchObject([{ allowInsecure: true }]);
    });
  });

  test('leaves a file that is there as it is, unless it may be overwritten', async () => {
    await givenDirectory(async (directory) => {
      writeFileSync(written(directory), 'mine');
      const { code, stderr } = await initialising(directory, answers);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('stays as it is') });
      expect(readFileSync(written(directory), 'utf8')).toBe('mine');
      expect((await initialising(directory, answers, '--overwrite')).code).toBe(0);
      expect(readFileSync(written(directory), 'utf8')).toContain('name: chat');
    });
  });

  test('says in one line that a file cannot be written', async () => {
    await givenDirectory(async (directory) => {
      const { code, stderr } = await initialising(join(directory, 'nowhere'), answers);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/cannot be written \(ENOENT\)\n$/) });
    });
  });
});
