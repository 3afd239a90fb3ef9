import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { type AwsErrorKind, awsErrorKindOf } from '../../adapters/aws/error-kind.ts';
import { defaultStackName } from '../../config/find-settings.ts';
import { stackOutputs } from '../../lib/stack-outputs.ts';
import { Problem } from '../base/problem.ts';
import { commandClientConfig, signIn } from '../input/aws-clients.ts';
import { regionOf } from './aws-region.ts';

/**
 * The name of the history table of a deployed stack, from its outputs.
 *
 * @throws Problem where there is no such stack, or it cannot be asked
 */
export async function findTable(stack: string = defaultStackName): Promise<string> {
  return tableOf((await describeStack(stack)).description, stack);
}

/** The name of the history table in the outputs of a stack. @throws Problem where it is none of ours */
export function tableOf(description: Stack | undefined, stack: string): string {
  const output = description?.Outputs?.find(({ OutputKey: key }) => key === stackOutputs.historyTable);
  if (output?.OutputValue === undefined) throw new Problem(notOurs(stack));
  return output.OutputValue;
}

/** What CloudFormation says of a stack, and where. @throws Problem where there is no such stack, or it cannot be asked */
export async function describeStack(
  stack: string,
): Promise<{ readonly description: Stack | undefined; readonly region: string }> {
  const client = new CloudFormationClient(commandClientConfig());
  try {
    const region = await regionOf(client);
    const { Stacks: [found] = [] } = await client
      .send(new DescribeStacksCommand({ StackName: stack }))
      .catch((error: unknown) => {
        throw problemOf(error, stack, region);
      });
    return { description: found, region };
  } finally {
    client.destroy();
  }
}

function problemOf(error: unknown, stack: string, region: string): unknown {
  if (!(error instanceof Error)) return error;
  if (error.message.includes('does not exist')) return new Problem(noSuchStack(stack, region));
  const trouble = awsErrorKindOf(error);
  const said = `${error.name}: ${error.message}`;
  return new Problem(`the stack ${stack} in ${region} could not be looked up: ${whatToDo[trouble]} (${said})`, {
    cause: error,
  });
}

const otherWays = 'name yours with --stack, or its table with --table, or a local history with --store';

const noSuchStack = (stack: string, region: string): string =>
  `there is no stack ${stack} in ${region} in this account: ${otherWays}. AWS_REGION and AWS_PROFILE say where to look`;

const notOurs = (stack: string): string =>
  `the stack ${stack} has no output ${stackOutputs.historyTable}, as this app's own would: ${otherWays}`;

const whatToDo: Readonly<Record<AwsErrorKind, string>> = {
  missing: 'it is not there. Look at the name and at AWS_REGION',
  denied: 'these credentials do not allow it. Allow them cloudformation:DescribeStacks, or name the table with --table',
  credentials: signIn,
  key: 'a KMS key cannot be used. Enable the key',
  throttled: 'CloudFormation asks to slow down. Try again in a minute, or name the table with --table',
  unavailable: 'CloudFormation did not answer. Look at the network and at AWS_REGION, then try again',
  refused: 'CloudFormation did not take the question. Look at the name of the stack',
};
