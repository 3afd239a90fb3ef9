import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Distinguishes one alerter from another in the same account, and in the same stack. @param part a part of it */
export const deploymentName = (part: Construct): string => {
  const stack = Stack.of(part);
  const path = part.node.scopes.slice(stack.node.scopes.length, -1).map(({ node }) => node.id);
  return [stack.stackName, ...path].join('-');
};
