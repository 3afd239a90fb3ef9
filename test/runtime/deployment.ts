import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { eventOf } from '../deploy/invoke.ts';
import { makeStack } from '../lib/make-stack.ts';

/** A function, as the stack makes it. */
export interface DeployedFunction {
  readonly memoryMebibytes: number;
  readonly timeoutSeconds: number;
}

export interface Deployment {
  /** The function that has this environment variable. */
  readonly functionWith: (variable: string) => DeployedFunction;
  /** What the schedule of a workspace hands to the check function at a time, in milliseconds. */
  readonly eventAt: (workspace: string, at: number) => object;
}

const functionSchema = v.object({
  Type: v.literal('AWS::Lambda::Function'),
  Properties: v.object({
    MemorySize: v.number(),
    Timeout: v.number(),
    Environment: v.object({ Variables: v.record(v.string(), v.unknown()) }),
  }),
});
const templateSchema = v.object({ Resources: v.record(v.string(), v.unknown()) });

/** What the stack of a configuration gives to its functions, without a deployment. */
export function deploymentOf(configuration: string, directory: string): Deployment {
  const { app, stack } = makeStack(configuration, mkdtempSync(join(directory, 'cdk-')));
  const template: unknown = app.synth().getStackByName(stack.stackName).template;
  const functions = Object.values(v.parse(templateSchema, template).Resources).flatMap((resource) =>
    v.is(functionSchema, resource) ? [resource.Properties] : [],
  );
  const text = JSON.stringify(template);
  return {
    functionWith: (variable) => {
      const found = functions.find(({ Environment }) => variable in Environment.Variables);
      if (found === undefined) throw new Error(`no function has the variable ${variable}`);
      return { memoryMebibytes: found.MemorySize, timeoutSeconds: found.Timeout };
    },
    eventAt: (workspace, at) => ({
      ...v.parse(v.looseObject({}), eventOf(text, workspace)),
      scheduledAt: new Date(at).toISOString(),
    }),
  };
}
