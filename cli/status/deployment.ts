import {
  CloudFormationClient,
  ListStackResourcesCommand,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { stackOutputs } from '../../lib/stack-outputs.ts';
import { commandClientConfig, usingClient } from '../input/aws-clients.ts';
import { describeStack, tableOf } from '../store/find-table.ts';
import type { Ask } from './asking.ts';

/** A part of the stack. */
export interface Resource {
  readonly type: string;
  /** What its service knows it by. */
  readonly physicalId: string;
  readonly changedAt: Date | null;
}

/** Where the parts of a deployed alerter are. */
export interface Deployment {
  readonly stack: string;
  readonly region: string;
  readonly stackStatus: string;
  readonly table: string;
  /** null: an older version of the stack does not say. */
  readonly scheduleGroup: string | null;
  readonly queues: ReadonlyArray<{ readonly name: string; readonly url: string }>;
  /** null: not known. */
  readonly resources: readonly Resource[] | null;
}

/** @throws Problem where there is no such stack, or it cannot be asked at all */
export async function findDeployment(stack: string, ask: Ask): Promise<Deployment> {
  const { description, region } = await describeStack(stack);
  const table = tableOf(description, stack);
  const outputs = new Map((description?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const queues = [
    { name: 'failed checks', url: outputs.get(stackOutputs.failedChecks) },
    { name: 'undelivered alerts', url: outputs.get(stackOutputs.undeliveredAlerts) },
  ].flatMap(({ name, url }) => (url === undefined ? [] : [{ name, url }]));
  return {
    stack,
    region,
    stackStatus: description?.StackStatus ?? 'unknown',
    table,
    scheduleGroup: outputs.get(stackOutputs.scheduleGroup) ?? null,
    queues,
    resources: await ask('the parts of the stack', 'cloudformation:ListStackResources', () => resourcesOf(stack)),
  };
}

function resourcesOf(stack: string): Promise<readonly Resource[]> {
  return usingClient(new CloudFormationClient(commandClientConfig()), async (client) => {
    const found: StackResourceSummary[] = [];
    let next: string | undefined;
    do {
      const { StackResourceSummaries = [], NextToken } = await client.send(
        new ListStackResourcesCommand({ StackName: stack, ...(next !== undefined && { NextToken: next }) }),
      );
      found.push(...StackResourceSummaries);
      next = NextToken;
    } while (next !== undefined && found.length < maxResources);
    return found.map(({ ResourceType = '', PhysicalResourceId = '', LastUpdatedTimestamp }) => ({
      type: ResourceType,
      physicalId: PhysicalResourceId,
      changedAt: LastUpdatedTimestamp ?? null,
    }));
  });
}

/** More than CloudFormation takes of one stack. */
const maxResources = 1_000;
