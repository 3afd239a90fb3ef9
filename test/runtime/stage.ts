import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledHandlers } from '../../bench/bundling.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { plusSeconds } from '../../core/base/time.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { environment } from '../../lambda/check/environment.ts';
import { simulatedCredentials } from '../../simulator/options.ts';
import type { Processes } from '../deploy/processes.ts';
import type { Report } from '../deploy/report.ts';
import { type LoopbackAws, openLoopbackAws } from '../loopback-aws.ts';
import { deploymentOf } from './deployment.ts';
import { RunningFunction } from './running-function.ts';
import type { RuntimeTools } from './tools.ts';

/** What all scenarios have in common. */
export interface Stage {
  readonly report: Report;
  readonly processes: Processes;
  readonly tools: RuntimeTools;
  readonly bundles: BundledHandlers;
  /** For whatever is to be gone afterwards. */
  readonly directory: string;
}

export type Scenario = (stage: Stage) => Promise<void>;

/** A check function of its own, warm or not, with an AWS of its own. */
export interface CheckStage {
  readonly aws: LoopbackAws;
  readonly running: RunningFunction;
  readonly timeoutSeconds: number;
  readonly memoryMebibytes: number;
  readonly eventAt: (workspace: string, at: number) => object;
  /** All that is recorded of a workspace, oldest first. */
  readonly recorded: (workspace: string) => Promise<readonly Snapshot[]>;
}

interface CheckOptions {
  readonly name: string;
  /** As alerter.yaml has it; credentials are those of the workspace's name, unless it says otherwise. */
  readonly configuration: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** @default that of the stack */
  readonly timeoutSeconds?: number;
}

export const checkEntry = 'lambda/check/handler.ts';
export const credentialsParameter = '/rocketchat-alerter/runtime-test';

/** Runs a scenario with a check function, and ends that afterwards. */
export async function withCheck(
  { processes, tools, bundles, directory }: Stage,
  { name, configuration, parameters = {}, timeoutSeconds }: CheckOptions,
  use: (stage: CheckStage) => Promise<void>,
): Promise<void> {
  const aws = await openLoopbackAws();
  const given = { [credentialsParameter]: JSON.stringify(simulatedCredentials), ...parameters };
  for (const [parameter, value] of Object.entries(given)) aws.parameters.set(parameter, value);
  const deployment = deploymentOf(configuration, directory);
  const asDeployed = deployment.functionWith(environment.alertTopic);
  const deployed = { ...asDeployed, ...(timeoutSeconds !== undefined && { timeoutSeconds }) };
  const running = await RunningFunction.start({
    ...{ tools, processes, name, deployed },
    directory: mkdtempSync(join(directory, 'log-')),
    folder: bundles.handlerOf(checkEntry).folder,
    environment: aws.environment,
  });
  const history = new History(aws.store.client, aws.store.table);
  const recorded = async (workspace: string): Promise<readonly Snapshot[]> => {
    const now = systemClock.now();
    const span = { since: plusSeconds(now, -3_600), until: plusSeconds(now, 3_600), now };
    const snapshots: Snapshot[] = [];
    for await (const snapshot of history.between(workspace, span)) snapshots.push(snapshot);
    return snapshots;
  };
  try {
    await use({ aws, running, ...deployed, eventAt: deployment.eventAt, recorded });
  } finally {
    running.close();
    await aws.close();
  }
}

/** A configuration with these workspaces, all at one URL. */
export const configurationOf = (names: readonly string[], url: string, more = ''): string =>
  [
    'workspaces:',
    ...names.map((name) => `  - { name: ${name}, url: "${url}", credentials: ${credentialsParameter} }`),
    more,
  ].join('\n');
