import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { AlertTopic } from './alert-topic.ts';
import type { HistoryTable } from './history-table.ts';

const projectRoot = join(import.meta.dirname, '..');
const parametersPerStatement = 10;

export interface CheckFunctionProps {
  readonly history: HistoryTable;
  readonly alerts: AlertTopic;
  /** The names of the SSM parameters that hold the workspaces' credentials. */
  readonly credentials: readonly string[];
  /** Where a check that failed is kept for a person to look at. */
  readonly failedChecks: IQueue;
}

/** The function that observes, evaluates, records and notifies. */
export class CheckFunction extends Construct {
  readonly function: NodejsFunction;
  readonly logs: LogGroup;

  constructor(scope: Construct, id: string, { history, alerts, credentials, failedChecks }: CheckFunctionProps) {
    super(scope, id);
    this.logs = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.function = new NodejsFunction(this, 'Function', {
      description: 'Checks a Rocket.Chat workspace, records what it saw, and tells what changed.',
      projectRoot,
      depsLockFilePath: join(projectRoot, 'package-lock.json'),
      entry: join(projectRoot, 'lambda/check/handler.ts'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(30),
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'],
        // 2.6 times faster to load than the SDK that comes with the runtime.
        bundleAwsSDK: true,
        minify: true,
        // Node reads the whole map at start: without the sources' text it is a fraction of the size.
        sourceMap: true,
        sourcesContent: false,
        logLevel: LogLevel.WARNING,
      },
      environment: { NODE_OPTIONS: '--enable-source-maps' },
      awsSdkConnectionReuse: false,
      logGroup: this.logs,
      // The next check is a minute away and sees more than a late repetition of this one would.
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      onFailure: new SqsDestination(failedChecks),
    });
    history.grantRecording(this.function);
    alerts.grantPublishing(this.function);
    this.#grantReading(credentials);
    Validations.of(this.function).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      reason: 'The managed policy allows no more than writing logs.',
    });
  }

  /**
   * A SecureString under the account's own SSM key needs no permission beside this one. Hundreds are more than one
   * policy can hold: the CDK makes several of it, but never of a single statement.
   */
  #grantReading(parameters: readonly string[]): void {
    const stack = Stack.of(this);
    const arns = [...new Set(parameters)].map((name) =>
      stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.slice(1) }),
    );
    for (let first = 0; first < arns.length; first += parametersPerStatement) {
      const resources = arns.slice(first, first + parametersPerStatement);
      this.function.addToRolePolicy(new PolicyStatement({ actions: ['ssm:GetParameter'], resources }));
    }
  }
}
