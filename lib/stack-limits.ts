import { CfnResource, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What CloudFormation takes of one stack. */
const max = { resources: 500, templateBytes: 1_000_000 } as const;

const wayOut = 'Divide the workspaces between two files, each with a stack of its own: see docs/many-workspaces.md.';

/** What is too much for one stack, a line for a person each. It is counted as it is: what else the stack holds, too. */
export const tooManyResources = (within: Construct): string[] => {
  const stack = Stack.of(within);
  const resources = stack.node
    .findAll()
    .filter((child) => CfnResource.isCfnResource(child) && child.stack === stack).length;
  if (resources <= max.resources) return [];
  const said = `the stack ${stack.stackName} would hold ${resources} resources, and CloudFormation takes ${max.resources}`;
  return [`${said}; each workspace needs one. ${wayOut}`];
};

/** @param bytes the size of the template that was written */
export const tooLargeTemplate = (stackName: string, bytes: number): string[] => {
  if (bytes <= max.templateBytes) return [];
  const [has, may] = [bytes, max.templateBytes].map((size) => `${Math.ceil(size / 1000)} KB`);
  const said = `the template of the stack ${stackName} has ${has}, and CloudFormation takes ${may}`;
  return [`${said}; each workspace needs some, with its rules and its \`ca\`. ${wayOut}`];
};
