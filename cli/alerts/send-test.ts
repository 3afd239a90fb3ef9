import { SNSClient } from '@aws-sdk/client-sns';
import { systemClock } from '../../adapters/process/system-clock.ts';
import type { WatchedTopic } from '../../adapters/sns/recipients.ts';
import { alertJson } from '../../core/alerts/to-alert-object.ts';
import type { Severity } from '../../core/settings/values.ts';
import { stackOutputs } from '../../lib/stack-outputs.ts';
import { commandClientConfig, signIn, usingClient } from '../input/aws-clients.ts';
import { recipientTable } from '../status/status-text.ts';
import { type ExitCode, exitCodes, Problem } from '../base/problem.ts';
import { asking } from '../status/asking.ts';
import { readRecipients } from '../status/recipients.ts';
import { readSchedules } from '../status/schedules.ts';
import { describeStack } from '../store/find-table.ts';
import type { Terminal } from '../base/terminal.ts';
import { invokeRelay } from './invoke-relay.ts';
import { sendTestAlert, testAlert } from './test-alert.ts';

export interface SendTestOptions {
  /** The ARN of the alert topic; without it, that of the stack. */
  readonly topic?: string;
  readonly stack: string;
  readonly workspace: string;
  readonly severity: Severity;
  /** The recipient that gets it; without it, everybody does. */
  readonly only?: string;
  /** To the recipients that get incidents only after so many seconds. @default to the others */
  readonly after?: number;
}

/** Sends an alert that says it is a test, and shows which recipients can get one at all. @throws Problem */
export async function sendTest(options: SendTestOptions, terminal: Terminal): Promise<ExitCode> {
  const unknown: string[] = [];
  const topics = options.topic === undefined ? await topicsOf(options.stack, unknown) : [alertTopic(options.topic)];
  if (options.only !== undefined) return sendToOne(options, options.only, topics, terminal);
  const [{ arn } = alertTopic('')] = topics;
  const [, , , region = ''] = arn.split(':');
  return usingClient(new SNSClient({ ...commandClientConfig(), region }), async (client) => {
    const test = testAlert(options.workspace, options.severity, systemClock.now());
    const alert = options.after === undefined ? test : { ...test, afterSeconds: options.after };
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

/** Through the function that hands alerts to the recipient, which says what came of it. */
async function sendToOne(
  { workspace, severity }: SendTestOptions,
  only: string,
  topics: readonly WatchedTopic[],
  terminal: Terminal,
): Promise<ExitCode> {
  const recipients = topics.flatMap((topic) => topic.recipients);
  const relayed = recipients.filter(({ protocol, endpoint }) => protocol === 'lambda' && endpoint !== null);
  const found = relayed.filter(({ name }) => name === only || name.split(' ').includes(only));
  const [one, ...others] = found;
  const names = (found.length > 1 ? found : relayed).map(({ name }) => name).join(', ');
  if (recipients.some(({ name, protocol }) => name === only && protocol !== 'lambda')) {
    throw new Problem(`${only} cannot be sent to alone: SNS delivers to it itself, with everybody else`);
  }
  if (relayed.length === 0) {
    throw new Problem(
      'no webhook, service or channel of this stack is known: deploy it again, or send to all, without --only',
    );
  }
  if (one === undefined || others.length > 0 || one.endpoint === null)
    throw new Problem(`which recipient? Pass --only and one of ${names}`);
  const alert = testAlert(workspace, severity, systemClock.now());
  const { endpoint: functionArn, name } = one;
  await usingClient(new SNSClient(commandClientConfig()), async (client) => {
    const credentials = await client.config.credentials().catch((cause: unknown) => {
      throw new Problem(`Lambda cannot be asked: ${signIn}`, { cause });
    });
    await invokeRelay({ functionArn, name }, alertJson(alert, maxJsonBytes), credentials);
  });
  await terminal.result(`accepted: test alert ${alert.id} by ${name}`);
  return exitCodes.healthy;
}

/** As the topic delivers it. */
const maxJsonBytes = 44 * 1024;

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
