import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnResource } from 'aws-cdk-lib';
import * as v from 'valibot';
import { AlerterStack } from '../../lib/alerter-stack.ts';
import type { AlerterSettings } from '../../config/settings.ts';

/** What CloudFormation would be asked for. */
interface Resources {
  /** How many of each type, such as `AWS::Lambda::Function`, by name. */
  readonly counts: Readonly<Record<string, number>>;
  /** Why it could not be deployed all the same, a line each. */
  readonly problems: readonly string[];
}

const cdkJson = v.object({ context: v.record(v.string(), v.unknown()) });

/** Makes the stack, but bundles no function and writes nothing. */
export function resourcesOf(settings: AlerterSettings): Resources {
  const { context } = v.parse(cdkJson, JSON.parse(readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8')));
  const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] }, stackTraces: false });
  const stack = new AlerterStack(app, 'RocketChatAlerter', { settings });
  const all = stack.node.findAll();
  const counts = new Map<string, number>();
  for (const { cfnResourceType: type } of all.filter((each) => CfnResource.isCfnResource(each))) {
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return {
    counts: Object.fromEntries([...counts].toSorted(([a], [b]) => a.localeCompare(b))),
    problems: all.flatMap((each) => each.node.validate()),
  };
}
