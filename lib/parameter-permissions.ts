import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { cannotBeUsedBecause } from '../config/configuration-error.ts';

/** In characters. A role takes 10,240 of them in its own policy and 6,144 in each of ten managed ones. */
const max = { inOwnPolicy: 3_000, inManagedPolicy: 5_800 } as const;

/** Of the ten, one is for the logs and one for a VPC. */
const maxManagedPolicies = 8;

/** With the longest names of a partition and a region that there are, and what surrounds it in a list. */
const lengthOfArn = (name: string): number =>
  '"arn:aws-iso-b:ssm:ap-southeast-1:123456789012:parameter",'.length + name.length;

/** Names in their order, in groups of which each fits into a managed policy. */
const grouped = (names: readonly string[]): ReadonlyArray<readonly string[]> => {
  const groups: string[][] = [];
  let room = 0;
  for (const name of names) {
    const length = lengthOfArn(name);
    if (length > room) {
      groups.push([]);
      room = max.inManagedPolicy;
    }
    groups.at(-1)?.push(name);
    room -= length;
  }
  return groups;
};

/**
 * Lets a function read SSM parameters, and no others. A SecureString under the account's own SSM key needs no
 * permission beside this one.
 *
 * @param parameters their names
 * @throws ConfigurationError where a role has no room for as many names of this length
 */
export const grantReadingParameters = (
  scope: Construct,
  reader: LambdaFunction,
  parameters: readonly string[],
): void => {
  const names = [...new Set(parameters)];
  const length = names.reduce((sum, name) => sum + lengthOfArn(name), 0);
  if (length <= max.inOwnPolicy) {
    reader.addToRolePolicy(reading(scope, names));
    return;
  }
  const groups = grouped(names);
  if (groups.length > maxManagedPolicies) throw tooLong(names.length);
  const roles = reader.role === undefined ? [] : [reader.role];
  for (const [index, group] of groups.entries()) {
    const policy = new ManagedPolicy(scope, `Parameters${index + 1}`, { roles, statements: [reading(scope, group)] });
    // The function itself only: its role is a part of it, and the policy names that.
    reader.node.defaultChild?.node.addDependency(policy);
  }
};

const reading = (scope: Construct, names: readonly string[]): PolicyStatement =>
  new PolicyStatement({
    actions: ['ssm:GetParameter'],
    resources: names.map((name) =>
      Stack.of(scope).formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.slice(1) }),
    ),
  });

const tooLong = (count: number) =>
  cannotBeUsedBecause(
    'The configuration',
    `the names of the ${count} SSM parameters that checks read are too long for the policies of one role; ` +
      'give them shorter names, or divide the workspaces between two stacks (docs/many-workspaces.md)',
  );
