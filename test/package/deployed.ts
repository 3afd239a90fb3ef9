import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { simulatedCredentials } from '../../simulator/options.ts';
import { Cloud } from '../deploy/cloud.ts';
import { eventOf, invoke } from '../deploy/invoke.ts';
import { installMiniStack, startMiniStack } from '../deploy/ministack.ts';
import type { Environment } from '../deploy/processes.ts';
import { waitFor } from '../deploy/wait.ts';
import { root, type Stage } from './stage.ts';

interface DeployOptions {
  readonly folder: string;
  readonly environment: Environment;
  readonly compiler: string;
}

const outputs = v.object({ PackageTest: v.object({ HistoryTable: v.string(), CheckFunction: v.string() }) });
const parameter = '/rocketchat-alerter/chat';

/** Deploys an app that has the package to a local AWS, and has its function make a check. */
export async function deployed(stage: Stage, { folder, environment, compiler }: DeployOptions): Promise<void> {
  const { report, processes, directory, url } = stage;
  const endpoint = await report.step('a local AWS runs', async () =>
    startMiniStack(processes, await installMiniStack(processes), directory, environment),
  );
  const cloud = new Cloud(endpoint);
  await cloud.storeSecret(parameter, JSON.stringify(simulatedCredentials));
  writeFileSync(
    join(folder, 'alerter.yaml'),
    `workspaces: [{ name: chat, url: "${url}", credentials: ${parameter} }]\nalerts: { email: [ops@example.com] }\n`,
  );
  const home = join(directory, 'home');
  mkdirSync(home);
  const cdk = (...args: readonly string[]): Promise<string> =>
    processes.run(
      join(root, 'node_modules/.bin/cdk'),
      [...args, '--app', `npx --no-install ${compiler} bin/deployed.ts`],
      {
        env: { ...environment, AWS_ENDPOINT_URL: endpoint, HOME: home },
        timeoutSeconds: 240,
        directory: folder,
      },
    );
  await report.step('it is deployed with cdk deploy, its functions as they were built', async () => {
    await cdk('bootstrap', 'aws://000000000000/us-east-1');
    await cdk('deploy', '--require-approval', 'never', '--outputs-file', 'outputs.json', '--progress', 'events');
  });
  const { PackageTest: found } = v.parse(outputs, JSON.parse(readFileSync(join(folder, 'outputs.json'), 'utf8')));
  await report.step('the check function checks the workspace and leaves a snapshot', async () => {
    const template = readFileSync(join(folder, 'cdk.out/PackageTest.template.json'), 'utf8');
    await invoke(endpoint, found.CheckFunction, 'Event', eventOf(template, 'chat'));
    const [snapshot] = await waitFor('a snapshot', 90, async () => {
      const items = await cloud.itemsOf(found.HistoryTable, 'chat');
      return items.length > 0 ? items : null;
    });
    assert.deepEqual([snapshot?.['outcome'], snapshot?.['healthy']], ['ok', 3]);
  });
}
