import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Environment, Processes } from './processes.ts';

export const stackName = 'DeployTest';

const outputsSchema = v.object({
  [stackName]: v.object({
    HistoryTable: v.string(),
    AlertTopic: v.string(),
    OperationsTopic: v.string(),
    CheckFunction: v.string(),
    ScheduleGroup: v.string(),
    CheckLogs: v.string(),
    FailedChecks: v.pipe(v.string(), v.url()),
    UndeliveredAlerts: v.pipe(v.string(), v.url()),
  }),
});

export type Outputs = v.InferOutput<typeof outputsSchema>[typeof stackName];

/** This project's app, deployed and destroyed as its user would, with `npx cdk`. */
export class App {
  readonly #processes: Processes;
  readonly #env: Environment;
  readonly #directory: string;
  readonly #output: string;
  readonly #context: readonly string[];

  constructor(processes: Processes, env: Environment, directory: string, configuration: string) {
    this.#processes = processes;
    // The CDK keeps the numbers of accounts under the home directory.
    this.#env = { ...env, HOME: join(directory, 'home'), CI: 'true' };
    this.#directory = directory;
    this.#output = join(directory, 'cdk.out');
    this.#context = ['--context', `config=${configuration}`, '--context', `stack=${stackName}`];
    mkdirSync(join(directory, 'home'));
  }

  /** What CloudFormation was given. */
  get template(): string {
    return readFileSync(join(this.#output, `${stackName}.template.json`), 'utf8');
  }

  async bootstrap(): Promise<void> {
    await this.#cdk('bootstrap');
  }

  async deploy(): Promise<Outputs> {
    const file = join(this.#directory, 'outputs.json');
    await this.#cdk('deploy', '--require-approval', 'never', '--outputs-file', file);
    return v.parse(outputsSchema, JSON.parse(readFileSync(file, 'utf8')))[stackName];
  }

  async destroy(): Promise<void> {
    await this.#cdk('destroy', '--force');
  }

  async #cdk(command: string, ...options: readonly string[]): Promise<void> {
    await this.#processes.run(
      'npx',
      ['--no-install', 'cdk', command, ...options, ...this.#context, '--output', this.#output, '--progress', 'events'],
      { env: this.#env, timeoutSeconds: 240 },
    );
  }
}
