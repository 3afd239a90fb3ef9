import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { Cloud, credentials, region } from '../deploy/cloud.ts';
import { eventOf, invoke } from '../deploy/invoke.ts';
import { waitFor } from '../deploy/wait.ts';
import type { Player } from './play.ts';

/** The workspace and the stack, as the README names them. */
const workspace = 'production';
const stack = 'RocketChatAlerter';

/** Keeps the CDK from asking: nobody is there to answer. And the CDK keeps the numbers of accounts under the home directory. */
export function readmeEnvironment(endpoint: string, home: string): NodeJS.ProcessEnv {
  mkdirSync(home, { recursive: true });
  return {
    AWS_ENDPOINT_URL: endpoint,
    HOME: home,
    CDK_REQUIRE_APPROVAL: 'never',
    CDK_FORCE: 'true',
    npm_config_cache: process.env['npm_config_cache'] ?? join(homedir(), '.npm'),
    npm_config_prefer_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
  };
}

/** What the commands need of a local AWS, in the folder in which they are typed. */
export function inAccount(folder: string, endpoint: string): Pick<Player, 'check' | 'prepare'> {
  const file = join(folder, 'alerter.yaml');
  const away = `${file}.away`;
  return {
    check: async () => {
      const { table, check } = await outputsAt(endpoint);
      const cloud = new Cloud(endpoint);
      try {
        const template = readFileSync(join(folder, `cdk.out/${stack}.template.json`), 'utf8');
        await invoke(endpoint, check, 'Event', eventOf(template, workspace));
        const snapshot = await waitFor(
          'a snapshot',
          90,
          async () => (await cloud.itemsOf(table, workspace))[0] ?? null,
        );
        const { takenAt, outcome, healthy } = snapshot;
        assert.deepEqual([outcome, healthy, typeof takenAt], ['ok', 3, 'string']);
        return String(takenAt).slice(11, 16);
      } finally {
        cloud.close();
      }
    },
    prepare: (given) => {
      if (given === 'other rules') writeFileSync(join(folder, 'other.yaml'), 'rules: { disappeared: { for: 1m } }\n');
      if (given === 'no file' && existsSync(file)) renameSync(file, away);
      if (given !== 'no file' && existsSync(away)) renameSync(away, file);
    },
  };
}

/** Where the stack says that its history and its function are. */
async function outputsAt(endpoint: string): Promise<{ readonly table: string; readonly check: string }> {
  const client = new CloudFormationClient({ endpoint, region, credentials });
  try {
    const { Stacks: [found] = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const valueOf = (name: string): string =>
      found?.Outputs?.find(({ OutputKey: key }) => key === name)?.OutputValue ?? '';
    return { table: valueOf('HistoryTable'), check: valueOf('CheckFunction') };
  } finally {
    client.destroy();
  }
}
