import { describe, expect, test } from '@jest/globals';
import { chooseWorkspace } from '../../../cli/input/choose-workspace.ts';
import { defaultRules } from '../../../core/rules/registry.ts';
import { certificate } from '../../adapters/rocketchat/certificate.ts';
import { givenFile } from '../running.ts';

const file = `
workspaces:
  - name: production
    url: https://chat.example.com
    every: 5s
    expectedInstances: 3
    rules: { lowMemory: { freePercent: 5 } }
  - { name: team, url: http://chat.example.com/team, allowInsecure: true }
rules: { disappeared: { for: 2s } }
alerts: { remindEvery: 3s }
history: { keep: 7d }
`;
const fileRules = {
  ...defaultRules,
  disappeared: { ...defaultRules.disappeared, forSeconds: 2 },
  remindEverySeconds: 3,
};

const chosenFrom = (content: string, url: string) => givenFile(content, (config) => chooseWorkspace({ url, config }));

describe('without a file', () => {
  test('a workspace has the default rules', async () => {
    expect(await chooseWorkspace({ url: 'https://chat.example.com/' })).toMatchObject({
      name: 'chat.example.com',
      url: 'https://chat.example.com',
      allowInsecure: false,
      everySeconds: 60,
      rules: defaultRules,
    });
  });

  test.each([
    ['https://chat.example.com:8443', 'chat.example.com-8443'],
    ['https://chat.example.com/team/', 'chat.example.com-team'],
    ['http://localhost:3000', 'localhost-3000'],
    ['http://[::1]:3000', '1-3000'],
  ])('%s is called %s: two of one host do not share a history', async (url, name) => {
    expect((await chooseWorkspace({ url })).name).toBe(name);
  });

  test('http:// to another machine is used only where that is asked for', async () => {
    const url = 'http://chat.example.com';
    await expect(chooseWorkspace({ url })).rejects.toThrow('pass --allow-insecure');
    expect(await chooseWorkspace({ url, allowInsecure: true })).toMatchObject({ url, allowInsecure: true });
  });
});

describe('with a file', () => {
  test.each(['https://chat.example.com', 'https://chat.example.com/', 'HTTPS://CHAT.example.com:443'])(
    'a workspace of it is found by its URL, as in %s',
    async (url) => {
      expect(await chosenFrom(file, url)).toMatchObject({
        name: 'production',
        url: 'https://chat.example.com',
        everySeconds: 5,
        keepSeconds: 7 * 86_400,
        rules: {
          ...fileRules,
          lowMemory: { ...defaultRules.lowMemory, freePercent: 5 },
          tooFewInstances: { ...defaultRules.tooFewInstances, expected: 3 },
        },
      });
    },
  );

  test('one that may be reached over http:// may be here, too', async () => {
    expect(await chosenFrom(file, 'http://chat.example.com/team')).toMatchObject({ name: 'team', allowInsecure: true });
  });

  test('any other URL gets the rules of the file, and none of the settings of its workspaces', async () => {
    expect(await chosenFrom(file, 'https://other.example.com')).toMatchObject({
      name: 'other.example.com',
      everySeconds: 60,
      keepSeconds: 7 * 86_400,
      rules: fileRules,
    });
  });

  test('of a single workspace, any URL is another way to that one', async () => {
    const [single = ''] = file.split('  - { name: team');
    expect(await chosenFrom(single, 'http://127.0.0.1:3000')).toMatchObject({
      name: 'production',
      url: 'http://127.0.0.1:3000',
    });
  });

  describe('that trusts the server of its only workspace', () => {
    const { authority } = certificate('localhost', 'unknown authority');
    const pem = authority.trim().replace(/^/gm, '      ');
    const trusting = `
workspaces:
  - name: production
    url: http://chat.example.com/team
    allowInsecure: true
    ca: |
${pem}
`;

    test.each(['http://chat.example.com/team', 'http://chat.example.com'])('%s is trusted', async (url) => {
      expect(await chosenFrom(trusting, url)).toMatchObject({ allowInsecure: true, ca: expect.any(String) });
    });

    test.each(['https://other.example.com', 'https://chat.example.com', 'http://localhost:3000'])(
      '%s, another server, is not',
      async (url) => {
        expect(await chosenFrom(trusting, url)).toMatchObject({ name: 'production', allowInsecure: false, ca: null });
      },
    );

    test('no token goes to another server over http://', async () => {
      await expect(chosenFrom(trusting, 'http://other.example.com')).rejects.toThrow('pass --allow-insecure');
    });
  });
});
