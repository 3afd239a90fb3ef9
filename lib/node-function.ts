import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Architecture, Code, Function as LambdaFunction, type FunctionProps, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogLevel, NodejsFunction, type NodejsFunctionProps, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { cannotBeUsedBecause } from '../config/configuration-error.ts';
import type { FunctionNetwork } from './function-network.ts';
import { acknowledge, acknowledgeKeyActions } from './acknowledge.ts';

const projectRoot = join(import.meta.dirname, '..');

/** How a handler is bundled and run; a bench measures it made the same way. */
export const asBundled = {
  projectRoot,
  // It wants a file whose name says which package manager it is; as a dependency of another app there is no lock file.
  depsLockFilePath: join(projectRoot, 'package.json'),
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

type HandlerProps = Omit<FunctionProps, 'code' | 'handler' | 'runtime'>;

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
  /** Where an event that it failed on is kept in the end; null: nowhere, because the caller waits for the answer. */
  readonly failed: IQueue | null;
  /** @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** @default none of the account's own networks */
  readonly network?: FunctionNetwork;
}

export interface NodeFunction {
  readonly function: LambdaFunction;
  readonly logs: LogGroup;
}

/** Bundled from its source where that is here, else as `npm run build` bundled it, which is what the package holds. */
const handlerFunction = (scope: Construct, entry: string, props: HandlerProps): LambdaFunction => {
  const { runtime, architecture } = asBundled;
  const source = join(projectRoot, entry);
  if (existsSync(source)) {
    return new NodejsFunction(scope, 'Function', {
      ...asBundled,
      ...props,
      entry: source,
      awsSdkConnectionReuse: false,
    });
  }
  const built = join(projectRoot, 'dist', dirname(entry));
  if (!existsSync(built)) {
    const advice = 'install the package again, or clone the repository';
    throw cannotBeUsedBecause('This installation', `${entry} is missing, and so is ${built}: ${advice}`);
  }
  const code = Code.fromAsset(built);
  return new LambdaFunction(scope, 'Function', { runtime, architecture, ...props, code, handler: 'index.handler' });
};

/** A function of the alerter with a log group of its own. */
export const nodeFunction = (
  scope: Construct,
  { entry, environment, failed, network, ...props }: NodeFunctionProps,
): NodeFunction => {
  const logs = new LogGroup(scope, 'Logs', {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const made = handlerFunction(scope, entry, {
    ...props,
    ...network,
    environment: { ...asBundled.environment, ...environment },
    logGroup: logs,
    ...(failed !== null && { onFailure: new SqsDestination(failed) }),
  });
  acknowledgeFindings(made, {
    isInNetwork: network !== undefined,
    isEncrypted: failed?.encryptionMasterKey !== undefined,
    isAwaited: failed === null,
  });
  return { function: made, logs };
};

const managedPolicy = (name: string): string =>
  `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/${name}]`;

interface Circumstances {
  readonly isInNetwork: boolean;
  readonly isEncrypted: boolean;
  readonly isAwaited: boolean;
}

const nothingToKeep = 'The caller waits for the answer and gets the error: there is nothing to keep.';

/** What is as it is on purpose, although the rules of cdk-nag would have it otherwise. */
const acknowledgeFindings = (made: LambdaFunction, { isInNetwork, isEncrypted, isAwaited }: Circumstances): void => {
  acknowledge(
    made,
    {
      id: managedPolicy('AWSLambdaBasicExecutionRole'),
      reason: 'The managed policy allows no more than writing logs.',
    },
    {
      id: 'Serverless-LambdaDLQ',
      reason: isAwaited
        ? nothingToKeep
        : 'What it failed on goes to a queue as its on-failure destination, which also says why.',
    },
    {
      id: 'Serverless-LambdaTracing',
      reason: 'A trace would cost more than the check it is of ($5 a million); its log line holds the durations.',
    },
  );
  if (isAwaited) {
    acknowledge(made, { id: 'Serverless-LambdaAsyncFailureDestination', reason: nothingToKeep });
  }
  if (isInNetwork) {
    acknowledge(made, {
      id: managedPolicy('AWSLambdaVPCAccessExecutionRole'),
      reason: 'The managed policy allows what Lambda itself needs to be connected to a VPC, and writing logs.',
    });
  }
  if (isEncrypted) acknowledgeKeyActions(made);
};
