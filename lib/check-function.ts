import { Duration, Stack } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { environment } from '../lambda/check/environment.ts';
import type { AlertTopic } from './alert-topic.ts';
import type { CheckNetwork } from '../config/network.ts';
import type { HistoryTable } from './history-table.ts';
import { functionNetwork } from './function-network.ts';
import { nodeFunction } from './node-function.ts';
import { grantReadingParameters } from './parameter-permissions.ts';

/** What the check function works with. */
export interface CheckFunctionProps {
  /** The table in which it keeps snapshots. */
  readonly history: HistoryTable;
  /** The topic to which it publishes. */
  readonly alerts: AlertTopic;
  /** The names of the SSM parameters that it reads: credentials, and URLs of heartbeats. */
  readonly parameters: readonly string[];
  /** Where a check that failed is kept for a person to look at. */
  readonly failedChecks: IQueue;
  /** Whether a run may look again while something is pending. */
  readonly rechecks: boolean;
  /** Where it runs; null: in none of the account's own networks. */
  readonly vpc: CheckNetwork | null;
}

/** Lambda gives a processor in proportion. */
export const checkMemoryMebibytes = 256;

/** The function that observes, evaluates, records and notifies. */
export class CheckFunction extends Construct {
  /** The function itself. */
  readonly function: LambdaFunction;
  /** The log group of its lines, one for each check. */
  readonly logs: LogGroup;

  constructor(scope: Construct, id: string, props: CheckFunctionProps) {
    super(scope, id);
    const { history, alerts, parameters, failedChecks, rechecks, vpc } = props;
    const made = nodeFunction(this, {
      description: 'Checks a Rocket.Chat workspace, records what it saw, and sends what changed.',
      entry: 'lambda/check/handler.ts',
      memorySize: checkMemoryMebibytes,
      // An observation, heartbeats, reads and writes at their slowest; and the waits until it looks again.
      timeout: rechecks ? Duration.minutes(15) : Duration.seconds(60),
      // The next check is a minute away and sees more than a late repetition of this one would.
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      failed: failedChecks,
      ...(vpc !== null && { network: functionNetwork(this, vpc) }),
    });
    this.function = made.function;
    this.logs = made.logs;
    history.grantRecording(this.function);
    alerts.grantPublishing(this.function);
    grantReadingParameters(this, this.function, parameters);
    this.function.addEnvironment(environment.stack, Stack.of(this).stackName);
  }

  /** What alerts link to. */
  linkTo({ dashboard, docsUrl }: { readonly dashboard: string | null; readonly docsUrl: string | null }): void {
    if (dashboard !== null) this.function.addEnvironment(environment.dashboard, dashboard);
    if (docsUrl !== null) this.function.addEnvironment(environment.docsUrl, docsUrl);
  }
}
