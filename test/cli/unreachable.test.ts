import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { withServer } from '../servers.ts';
import { listing } from './answers.ts';
import { withParameterStore } from './parameter-store.ts';
import { givenDirectory, givenFile, type Ran, running, withCredentials } from './running.ts';

const vpc = '\nvpc: { id: vpc-12345678, subnets: [subnet-12345678] }\n';
const warningsOf = ({ stderr }: Ran): readonly string[] =>
  stderr.split('\n').filter((line) => line.startsWith('warning'));
const warningOf = (url: string, reason: string): string =>
  `warning: production: AWS cannot reach ${url}: ${reason}. Name a \`vpc\` (docs/private-workspaces.md), ` +
  'or run `watch` on a machine that reaches it';

describe.each([
  ['https://10.0.0.5', '10.0.0.5 is a private address'],
  ['https://localhost:3000', 'localhost is this machine'],
  ['https://chat', 'chat is a name without a domain'],
])('where AWS cannot reach %s', (url, reason) => {
  const file = `workspaces: [{ name: production, url: "${url}" }]`;

  test('init writes the file, and warns', async () => {
    await givenDirectory(async (directory) => {
      const args = ['init', '--config', join(directory, 'alerter.yaml')];
      const ran = await running(args, { environment: {}, input: `production\n${url}\n\n\n\n` });
      expect([ran.code, warningsOf(ran)]).toEqual([0, [warningOf(url, reason)]]);
    });
  });

  test('config check warns, and has nothing against it where there is a VPC', async () => {
    const checking = (content: string): Promise<Ran> =>
      givenFile(content, (name) => running(['config', 'check', '--config', name], { environment: {} }));
    const [without, within] = [await checking(file), await checking(`${file}${vpc}`)];
    expect([without.code, warningsOf(without)]).toEqual([0, [warningOf(url, reason)]]);
    expect([within.code, warningsOf(within)]).toEqual([0, []]);
  });
});

test('credentials set warns before it asks, says that it tried from here, and stores', async () => {
  await withServer(listing('a'), (url) =>
    withParameterStore(async () => {
      const setting = (more: string): Promise<Ran> =>
        givenFile(`workspaces: [{ name: production, url: "${url}" }]${more}`, (name) =>
          running(['credentials', 'set', '--config', name], { environment: withCredentials }),
        );
      const [without, within] = [await setting(''), await setting(vpc)];
      expect([without.code, warningsOf(without)]).toEqual([0, [warningOf(url, '127.0.0.1 is this machine')]]);
      expect(without.stderr).toContain('takes them, tried from here');
      expect([within.code, warningsOf(within)]).toEqual([0, []]);
    }),
  );
});

test('an address that AWS reaches, as far as anybody can say, warns of nothing', async () => {
  await givenFile('workspaces: [{ name: production, url: "https://chat.example.com" }]', async (name) => {
    expect(warningsOf(await running(['config', 'check', '--config', name], { environment: {} }))).toEqual([]);
  });
});
