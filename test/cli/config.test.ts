import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import * as v from 'valibot';
import { overviewOf } from '../../cli/set-up/overview.ts';
import { convert } from '../../docs/generate/convert.ts';
import { keysOf } from '../../docs/generate/key-list.ts';
import { textOf } from '../../docs/generate/keys.ts';
import { readSettings } from '../../config/read-settings.ts';
import { deploymentSchema } from '../../config/schema.ts';
import { contentWith } from '../docs/content-with.ts';
import { givenTemplate } from '../lib/given-stack.ts';
import { givenFile, type Ran, running } from './running.ts';

const checking = (file: string, ...args: readonly string[]): Promise<Ran> =>
  running(['config', 'check', '--config', file, ...args], { environment: {} });

const configuration = `
workspaces:
  - name: production
    url: https://chat.example.com
    expectedInstances: 3
    heartbeatUrl: https://hc.example.com/secret
    maintenance: [{ weekly: sunday 03:00, timeZone: UTC, for: 1h }]
    rules: { disappeared: { for: 3m }, lowMemory: { severity: critical } }
  - { name: staging, url: https://staging.example.com/, every: 5m, credentials: /chat/staging, metrics: true }
alerts:
  email: [ops@example.com, { address: boss@example.com, minimumSeverity: critical, workspaces: [production], after: 15m }]
  slack: { webhook: /chat/slack }
operations: { email: [admin@example.com] }
history: { keep: 90d, removeWithStack: true }
`;

test('config check says what would be deployed', async () => {
  await givenFile(configuration, async (file) => {
    const { code, stdout } = await checking(file);
    expect(code).toBe(0);
    const rows = [
      /^production +https:\/\/chat\.example\.com +1m +\/rocketchat-alerter\/production +heartbeat, 1 maintenance window +disappeared\.for 3m, expectedInstances 3, lowMemory\.severity critical$/m,
      /^staging +https:\/\/staging\.example\.com +5m +\/chat\/staging +metrics +-$/m,
      /^ops@example\.com +e-mail +all$/m,
      /^boss@example\.com +e-mail +critical of production open for 15m$/m,
      /^\/chat\/slack +webhook +all$/m,
      /^the alerter's own health: admin@example\.com$/m,
      /^history: 90d; it goes when the stack is destroyed$/m,
    ];
    for (const row of rows) expect(stdout).toMatch(row);
    expect(stdout).not.toContain('secret');
  });
});

const ruleKeys = keysOf(deploymentSchema)
  .map(({ path }) => path)
  .filter((path) => path.startsWith('rules.') && textOf(path).example !== undefined);

test.each(ruleKeys)('config check shows %s by its key where it is not as by default', (path) => {
  const content = contentWith(convert(deploymentSchema), path.split('.'), textOf(path).example);
  const origin = { source: 'test', nameOf: String, lineOf: () => null, directory: '.' };
  const [workspace] = overviewOf(readSettings(content, origin, 'deployment')).workspaces;
  expect(Object.keys(workspace?.rules ?? {})).toEqual([path.replace('rules.', '')]);
});

const lineSchema = v.object({ type: v.literal('configuration'), resources: v.record(v.string(), v.number()) });

test('config check counts the resources that CloudFormation would be given', async () => {
  const { Resources: resources } = v.parse(
    v.object({ Resources: v.record(v.string(), v.object({ Type: v.string() })) }),
    givenTemplate(configuration).toJSON(),
  );
  const types = Object.values(resources).map(({ Type }) => Type);
  await givenFile(configuration, async (file) => {
    const { resources: counted } = v.parse(lineSchema, JSON.parse((await checking(file, '--json')).stdout));
    const found = Object.entries(counted).flatMap(([type, count]) => Array<string>(count).fill(type));
    expect(found.toSorted()).toEqual(types.toSorted());
  });
});

test('config check finds nothing wrong with the example', async () => {
  await givenFile(readFileSync('alerter.example.yaml', 'utf8'), async (file) => {
    expect(await checking(file)).toMatchObject({ code: 0, stderr: `${file} can be deployed\n` });
  });
});

test('config check names every mistake at once, for a person and for a program', async () => {
  await givenFile('workspaces: [{ name: a b, url: x }]\nfoo: 1\n', async (file) => {
    const { code, stdout, stderr } = await checking(file);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const place of ['workspaces[0].name, line 1: ', 'workspaces[0].url, line 1: ', 'foo, line 2: ']) {
      expect(stderr).toContain(place);
    }
    const asJson = await checking(file, '--json');
    expect(asJson.code).toBe(2);
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      type: 'configuration',
      mistakes: [{ path: 'workspaces[0].name' }, { path: 'workspaces[0].url' }, { path: 'foo', line: 2 }],
    });
  });
});

test('config check says that there is no such file', async () => {
  expect(await checking('none.yaml')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('no such file'),
  });
});
