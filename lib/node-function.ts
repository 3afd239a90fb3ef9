import { join } from 'node:path';
import { type Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogLevel, NodejsFunction, type NodejsFunctionProps, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

const projectRoot = join(import.meta.dirname, '..');
const parametersPerStatement = 10;

/** How a handler is bundled and run; a bench measures it made the same way. */
export const asBundled = {
  projectRoot,
  depsLockFilePath: join(projectRoot, 'package-lock.json'),
  runtime: Runtime.NODEJS_24_X,
  architecture: Architecture.ARM_64,
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
} satisfies NodejsFunctionProps;

export interface NodeFunctionProps {
  readonly description: string;
  /** The handler's file, from the project's root. */
  readonly entry: string;
  readonly memorySize: number;
  readonly timeout: Duration;
  /** How often an event that it failed on is handed to it again. */
  readonly retryAttempts: number;
  /** How long that may go on. */
  readonly maxEventAge: Duration;
  /** Where an event that it failed on is kept in the end, for a person to look at. */
  readonly failed: IQueue;
  /** @default none */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface NodeFunction {
  readonly function: NodejsFunction;
  readonly logs: LogGroup;
}

/** A function of the alerter, bundled from its source, with a log group of its own. */
export const nodeFunction = (
  scope: Construct,
  { entry, environment, failed, ...props }: NodeFunctionProps,
): NodeFunction => {
  const logs = new LogGroup(scope, 'Logs', {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const made = new NodejsFunction(scope, 'Function', {
    ...props,
    ...asBundled,
    entry: join(projectRoot, entry),
    environment: { ...asBundled.environment, ...environment },
    awsSdkConnectionReuse: false,
    logGroup: logs,
    onFailure: new SqsDestination(failed),
  });
  Validations.of(made).acknowledge({
    id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    reason: 'The managed policy allows no more than writing logs.',
  });
  return { function: made, logs };
};

/**
 * Lets a function read SSM parameters. A SecureString under the account's own SSM key needs no permission beside this
 * one. Hundreds are more than one policy can hold: the CDK makes several of it, but never of a single statement.
 *
 * @param parameters their names
 */
export const grantReadingParameters = (reader: NodejsFunction, parameters: readonly string[]): void => {
  const stack = Stack.of(reader);
  const arns = [...new Set(parameters)].map((name) =>
    stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.slice(1) }),
  );
  for (let first = 0; first < arns.length; first += parametersPerStatement) {
    const resources = arns.slice(first, first + parametersPerStatement);
    reader.addToRolePolicy(new PolicyStatement({ actions: ['ssm:GetParameter'], resources }));
  }
};
