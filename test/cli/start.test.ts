import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { prepareEnvironment } from '../../cli/base/environment.ts';
import { givenDirectory, running } from './running.ts';

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
  test.each<[string, NodeJS.ProcessEnv, string | undefined]>([
    ['of AWS_DEFAULT_REGION, which other tools of AWS read', { AWS_DEFAULT_REGION: 'eu-west-3' }, 'eu-west-3'],
    ['of AWS_REGION, where both are set', { AWS_DEFAULT_REGION: 'eu-west-3', AWS_REGION: 'sa-east-1' }, 'sa-east-1'],
    ['of a profile, where neither is', {}, undefined],
  ])('is that %s', (_, environment, region) => {
    prepareEnvironment(environment);
    expect(environment['AWS_REGION']).toBe(region);
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
