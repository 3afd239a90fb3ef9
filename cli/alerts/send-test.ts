import { SNSClient } from '@aws-sdk/client-sns';
import { systemClock } from '../../adapters/process/system-clock.ts';
import type { WatchedTopic } from '../../adapters/sns/recipients.ts';
import type { Severity } from '../../core/settings/values.ts';
import { stackOutputs } from '../../lib/stack-outputs.ts';
import { commandClientConfig, usingClient } from '../input/aws-clients.ts';
import { recipientTable } from '../status/status-text.ts';
import { type ExitCode, exitCodes, Problem } from '../base/problem.ts';
import { asking } from '../status/asking.ts';
import { readRecipients } from '../status/recipients.ts';
import { readSchedules } from '../status/schedules.ts';
import { describeStack } from '../store/find-table.ts';
import type { Terminal } from '../base/terminal.ts';
import { sendTestAlert, testAlert } from './test-alert.ts';

export interface SendTestOptions {
  /** The ARN of the alert topic; without it, that of the stack. */
  readonly topic?: string;
  readonly stack: string;
  readonly workspace: string;
  readonly severity: Severity;
}

/** Sends an alert that says it is a test, and shows which recipients can get one at all. @throws Problem */
export async function sendTest(options: SendTestOptions, terminal: Terminal): Promise<ExitCode> {
  const unknown: string[] = [];
  const topics = options.topic === undefined ? await topicsOf(options.stack, unknown) : [alertTopic(options.topic)];
  const [{ arn } = alertTopic('')] = topics;
  const [, , , region = ''] = arn.split(':');
  return usingClient(new SNSClient({ ...commandClientConfig(), region }), async (client) => {
    const alert = testAlert(options.workspace, options.severity, systemClock.now());
    await sendTestAlert(alert, arn, client);
    await terminal.result(`sent: test alert ${alert.id} to ${arn}`);
    const recipients = await asking(unknown)('recipients', 'sns:ListSubscriptionsByTopic', () =>
      readRecipients(client, topics, null),
    );
    for (const reason of unknown) terminal.progress(`not known: ${reason}`);
    if (recipients === null) return exitCodes.healthy;
    if (recipients.length === 0) {
      terminal.progress('nobody got it: nothing has subscribed to the topic');
      return exitCodes.problemsFound;
    }
    await terminal.result('', ...recipientTable(recipients, terminal));
    const troubled = recipients.filter(({ advice }) => advice !== null);
    for (const { name, advice } of troubled) terminal.progress(`${name}: ${advice ?? ''}`);
    return troubled.length > 0 ? exitCodes.problemsFound : exitCodes.healthy;
  });
}

const alertTopic = (arn: string): WatchedTopic => ({ name: 'alerts', arn, recipients: [] });

/** The topics that an alert goes through, with whom they are to reach, as far as the stack says it. */
async function topicsOf(stack: string, unknown: string[]): Promise<readonly WatchedTopic[]> {
  const { description } = await describeStack(stack);
  const output = (key: string): string | undefined =>
    description?.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
  const arn = output(stackOutputs.alertTopic);
  if (arn === undefined) {
    throw new Problem(`the stack ${stack} has no output ${stackOutputs.alertTopic}: name the topic with --topic`);
  }
  const group = output(stackOutputs.scheduleGroup);
  const schedules =
    group === undefined
      ? null
      : await asking(unknown)(
          'recipients of the configuration',
          'scheduler:ListSchedules and scheduler:GetSchedule',
          () => readSchedules(group),
        );
  const known = (schedules?.selfCheck?.event.topics ?? []).filter(({ name }) => name !== 'operations');
  return known.some((topic) => topic.arn === arn) ? known : [alertTopic(arn)];
}
