import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { withParameterStore } from './parameter-store.ts';
import { givenDirectory, running, starting, withCredentials } from './running.ts';

const manifest = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ scripts: v.object({ alerter: v.string(), demo: v.string() }) }),
);
const { scripts } = v.parse(manifest, readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));

describe('before npm ci', () => {
  test.each(['alerter', 'demo'] as const)('npm run %s is refused in one line', async (name) => {
    await givenDirectory((cwd) => {
      const { status, stdout, stderr } = spawnSync('sh', ['-c', scripts[name]], { cwd, encoding: 'utf8' });
      const line = 'alerter: its packages are not installed: run npm ci first\n';
      expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: line });
      return Promise.resolve();
    });
  });
});

describe('the region', () => {
  const storing = (regions: NodeJS.ProcessEnv): Promise<string> =>
    withParameterStore(async () => {
      const { AWS_REGION: _, ...aws } = process.env;
      const args = ['credentials', 'set', '--url', 'https://chat.example.com', '--unchecked'];
      const { code, stdout, stderr } = await starting(args, { ...aws, ...withCredentials, ...regions }).ended;
      expect([code, stderr]).toEqual([0, expect.any(String)]);
      return stdout;
    });

  test('is that of AWS_DEFAULT_REGION, which other tools of AWS read', async () => {
    expect(await storing({ AWS_DEFAULT_REGION: 'eu-west-3' })).toContain('(SecureString, eu-west-3)');
  });

  test('is that of AWS_REGION, where both are set', async () => {
    const both = { AWS_DEFAULT_REGION: 'eu-west-3', AWS_REGION: 'sa-east-1' };
    expect(await storing(both)).toContain('(SecureString, sa-east-1)');
  });
});

describe('help', () => {
  test.each([
    ['check', '--url <url>'],
    ['record', '--url <url>'],
    ['record', '--out <file>'],
    ['replay', '--rules <file>'],
    ['silence add', '--for <duration>'],
    ['silence add', '--reason <text>'],
  ])('of %s says that %s is required', async (command, option) => {
    expect(descriptionOf(option, (await running([...command.split(' '), '--help'])).stdout)).toMatch(/\(required\)/);
  });

  test.each([
    ['check', '--config <file>'],
    ['watch', '--url <url>'],
  ])('of %s does not say so of %s', async (command, option) => {
    expect(descriptionOf(option, (await running([command, '--help'])).stdout)).not.toMatch(/\(required\)/);
  });
});

/** What help says of an option, in one line. */
function descriptionOf(option: string, help: string): string {
  const [, after] = help.split(`  ${option} `);
  expect(after).toBeDefined();
  return (after?.split(/\n {2}-/)[0] ?? '').replace(/\s+/g, ' ');
}
