import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AssetHashType, DockerImage, type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { cannotBeUsedBecause } from '../config/configuration-error.ts';
import type { FunctionNetwork } from './function-network.ts';
import { acknowledge, acknowledgeKeyActions } from './acknowledge.ts';
import { bundleHandler, handlerEnvironment, projectRoot } from './handler-bundle.ts';

/** Of every function. */
export const runtime = Runtime.NODEJS_24_X;

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
  /** Why nothing is kept of what it failed on, where nobody waits for the answer. @default the caller waits for it */
  readonly nothingToKeep?: string;
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
const handlerCode = (entry: string): Code => {
  if (existsSync(join(projectRoot, entry))) return bundledCode(entry);
  const built = join(projectRoot, 'dist', dirname(entry));
  if (existsSync(built)) return Code.fromAsset(built);
  const advice = 'install the package again, or clone the repository';
  throw cannotBeUsedBecause('This installation', `${entry} is missing, and so is ${built}: ${advice}`);
};

const bundledCode = (entry: string): Code =>
  Code.fromAsset(join(projectRoot, dirname(entry)), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // For bundling in a container, which is not done.
      image: DockerImage.fromRegistry('none'),
      local: {
        tryBundle: (directory) => {
          bundleHandler(entry, directory);
          return true;
        },
      },
    },
  });

/** A function of the alerter with a log group of its own. */
export const nodeFunction = (
  scope: Construct,
  { entry, environment, failed, network, nothingToKeep = callerWaits, ...props }: NodeFunctionProps,
): NodeFunction => {
  const logs = new LogGroup(scope, 'Logs', {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const made = new LambdaFunction(scope, 'Function', {
    ...props,
    ...network,
    runtime,
    architecture: Architecture.ARM_64,
    code: handlerCode(entry),
    handler: 'index.handler',
    environment: { ...handlerEnvironment, ...environment },
    logGroup: logs,
    ...(failed !== null && { onFailure: new SqsDestination(failed) }),
  });
  acknowledgeFindings(made, {
    isInNetwork: network !== undefined,
    isEncrypted: failed?.encryptionMasterKey !== undefined,
    nothingToKeep: failed === null ? nothingToKeep : null,
  });
  return { function: made, logs };
};

const managedPolicy = (name: string): string =>
  `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/${name}]`;

interface Circumstances {
  readonly isInNetwork: boolean;
  readonly isEncrypted: boolean;
  /** Why nothing is kept of what it failed on; null: it is kept. */
  readonly nothingToKeep: string | null;
}

const callerWaits = 'The caller waits for the answer and gets the error: there is nothing to keep.';

/** What is as it is on purpose, although the rules of cdk-nag would have it otherwise. */
const acknowledgeFindings = (
  made: LambdaFunction,
  { isInNetwork, isEncrypted, nothingToKeep }: Circumstances,
): void => {
  acknowledge(
    made,
    {
      id: managedPolicy('AWSLambdaBasicExecutionRole'),
      reason: 'The managed policy allows no more than writing logs.',
    },
    {
      id: 'Serverless-LambdaDLQ',
      reason: nothingToKeep ?? 'What it failed on goes to a queue as its on-failure destination, which also says why.',
    },
    {
      id: 'Serverless-LambdaTracing',
      reason: 'A trace would cost more than the check it is of ($5 a million); its log line holds the durations.',
    },
  );
  if (nothingToKeep !== null) {
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
