import { SNSClient } from '@aws-sdk/client-sns';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { commandClientConfig, usingClient } from '../input/aws-clients.ts';
import { readAlarms } from './alarms.ts';
import { asking } from './asking.ts';
import { findDeployment } from './deployment.ts';
import { problemsOf } from './problems.ts';
import { readQueues } from './queues.ts';
import { readRecipients } from './recipients.ts';
import type { StatusReport } from './report.ts';
import { readSchedules, type Schedules } from './schedules.ts';
import { tryTokens } from './tokens.ts';
import { readLastChecks, scheduledWorkspaces } from './workspaces.ts';

export interface GatherOptions {
  readonly stack: string;
  /** Whether to read the credentials, and to try them from here. */
  readonly tokens: boolean;
}

/** Asks AWS for all that there is to know of a deployed alerter. @throws Problem where there is no such stack */
export async function gatherStatus({ stack, tokens }: GatherOptions): Promise<StatusReport> {
  const unknown: string[] = [];
  const ask = asking(unknown);
  const deployment = await findDeployment(stack, ask);
  const { region, stackStatus, table, scheduleGroup, queues, resources } = deployment;
  if (scheduleGroup === null)
    unknown.push('schedules and recipients: an older version made the stack. Deploy it again');
  const at = systemClock.now();
  const [schedules, alarms, queueStatus] = await Promise.all([
    scheduleGroup === null
      ? null
      : ask('schedules', 'scheduler:ListSchedules and scheduler:GetSchedule', () => readSchedules(scheduleGroup)),
    resources === null ? null : ask('alarms', 'cloudwatch:DescribeAlarms', () => readAlarms(resources)),
    ask('dead-letter queues', 'sqs:GetQueueAttributes', () => readQueues(queues)),
  ]);
  const topics = schedules?.selfCheck?.event.topics ?? null;
  const [workspaces, recipients] = await Promise.all([
    schedules === null
      ? null
      : ask('last checks', 'dynamodb:Query', () => readLastChecks(scheduledWorkspaces(schedules), table, at)),
    topics === null
      ? null
      : ask('recipients', 'sns:ListSubscriptionsByTopic', () =>
          usingClient(new SNSClient(commandClientConfig()), (client) => readRecipients(client, topics, resources)),
        ),
  ]);
  const found = { stack, region, stackStatus, at, workspaces, alarms, queues: queueStatus, recipients };
  const problems = problemsOf(found, schedules);
  const tried = tokens && schedules !== null ? await tokenFindings(schedules) : { problems: [], unknown: [] };
  return {
    ...found,
    problems: [...problems, ...tried.problems],
    unknown: [...unknown, ...tried.unknown],
  };
}

const tokenFindings = (schedules: Schedules) => tryTokens(schedules.workspaces.map(({ workspace }) => workspace));
