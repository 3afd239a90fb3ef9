import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulatedCredentials } from '../../simulator/options.ts';
import { installMiniStack, startMiniStack } from '../deploy/ministack.ts';
import type { Environment } from '../deploy/processes.ts';
import { inAccount, readmeEnvironment } from '../readme/account.ts';
import { playReadme } from '../readme/play.ts';
import { root, type Stage } from './stage.ts';

interface DeployOptions {
  readonly folder: string;
  readonly environment: Environment;
  readonly compiler: string;
}

/** What is typed in place of npm's scripts, which are those of a clone. */
const fromPackage = (command: string): string =>
  command
    .replace(/^npm run demo( --)?/, 'npx rocketchat-alerter demo')
    .replace('npm run -s alerter --', 'npx rocketchat-alerter');

/** Uses an app that has the package as the README says: deploys it to a local AWS, and has its function make a check. */
export async function deployed(stage: Stage, { folder, environment, compiler }: DeployOptions): Promise<void> {
  const { report, processes, directory, url } = stage;
  const endpoint = await report.step('a local AWS runs', async () =>
    startMiniStack(processes, await installMiniStack(processes), directory, environment),
  );
  // As `cdk init` leaves it, which also installs the CDK's command line.
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app: `npx --no-install ${compiler} bin/deployed.ts` }));
  symlinkSync(join(root, 'node_modules/.bin/cdk'), join(folder, 'node_modules/.bin/cdk'));
  const { ROCKETCHAT_USER_ID: _, ROCKETCHAT_AUTH_TOKEN: __, ...ours } = environment;
  await playReadme({
    report,
    processes,
    folder,
    environment: { ...ours, ...readmeEnvironment(endpoint, join(directory, 'home')) },
    substitutions: { url, ...simulatedCredentials },
    typedHere: fromPackage,
    skipped: ({ printed, skipped, onlyInClone }) =>
      skipped ?? onlyInClone ?? (printed === 'npm ci' ? 'the package is installed' : null),
    ...inAccount(folder, endpoint),
  });
}
