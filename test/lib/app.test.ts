import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runApp } from './run-app.ts';
import { longTest } from '../length.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'alerter-app-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const runAlerter = (context: Record<string, unknown>) => runApp('bin/alerter.ts', { directory, context });

describe('the app', () => {
  longTest('makes the stack from alerter.yaml', () => {
    writeFileSync(join(directory, 'alerter.yaml'), 'workspaces: [{ name: production, url: https://chat.example.com }]');
    expect(runAlerter({})).toMatchObject({ status: 0, stdout: '' });
    expect(readdirSync(join(directory, 'out'))).toContain('RocketChatAlerter.template.json');
  });

  longTest('makes a stack of another name from the command line alone', () => {
    const context = { url: 'https://chat.example.com', email: 'ops@example.com', stack: 'Other' };
    expect(runAlerter(context)).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(readdirSync(join(directory, 'out'))).toContain('Other.template.json');
  });

  longTest('without a configuration ends with code 2, the ways out, and nothing else', () => {
    expect(runAlerter({})).toMatchObject({
      status: 2,
      stdout: '',
      stderr: `
There is no configuration; any of these will do:
  copy alerter.example.yaml to alerter.yaml and change it to your needs
  name another file with -c config=FILE
  do without a file: -c url=https://chat.example.com -c email=ops@example.com

`,
    });
  });

  longTest('with more than CloudFormation takes of one stack ends with code 2, the way out, and nothing else', () => {
    const longUrl = `https://chat.example.com/${'x'.repeat(50_000)}`;
    const workspaces = Array.from({ length: 20 }, (_, index) => `  - { name: w${index}, url: ${longUrl} }`);
    const file = ['workspaces:', ...workspaces].join('\n');
    writeFileSync(join(directory, 'alerter.yaml'), file);
    expect(runAlerter({})).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^\nThe configuration cannot be used:\n {2}the template of the stack RocketChatAlerter has \d+ KB, and CloudFormation takes 1000 KB; each .* Divide the workspaces between two files, .*\n\n$/,
      ),
    });
  });

  test('with mistakes in its configuration ends with code 2, the mistakes, and nothing else', () => {
    writeFileSync(join(directory, 'alerter.yaml'), 'workspaces:\n  - name: production\n    every: 90s\n');
    expect(runAlerter({})).toMatchObject({
      status: 2,
      stdout: '',
      stderr: `
alerter.yaml cannot be used (2 mistakes):
  workspaces[0].url, line 2: found nothing; allowed: the URL of the workspace, such as https://chat.example.com
  workspaces[0].every, line 3: found "90s"; allowed: whole minutes from 1m to 12h, written like 35s, 1m, 4h or 30d

`,
    });
  });
});
