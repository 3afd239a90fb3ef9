import { Command, InvalidArgumentError, Option } from 'commander';
import { incidentKinds } from '../../core/rules/registry.ts';
import { severities, type Severity } from '../../core/settings/values.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import type { Rendering } from '../alerts/renderings.ts';
import { Problem } from '../problem.ts';
import { listAlertsCommand, showAlertCommand } from './sent-alerts.ts';
import type { CommandSession } from './session.ts';

export const alertsCommand = (session: CommandSession): Command =>
  new Command('alerts')
    .summary('what was sent, what alerts say, and one for a test')
    .description('Lists the alerts that were sent, shows what alerts say, or sends one for a test.')
    .helpCommand(false)
    .addCommand(listAlertsCommand(session))
    .addCommand(showAlertCommand(session))
    .addCommand(previewCommand(session))
    .addCommand(testCommand(session));

interface PreviewOptions {
  readonly kind?: string;
  readonly change?: string;
  readonly as?: Rendering;
}

const previewCommand = (session: CommandSession): Command =>
  new Command('preview')
    .description('Shows alerts of every kind, from example incidents, as each reader gets them. Needs no AWS.')
    .addOption(new Option('--kind <kind>', 'only of this kind').choices([...incidentKinds, 'many']))
    .addOption(new Option('--change <change>', 'only of this change').choices(['opened', 'reminder', 'resolved']))
    .addOption(
      new Option('--as <reader>', 'only as this reader gets them (default: all)').choices([
        'email',
        'sms',
        'slack',
        'q',
        'json',
      ]),
    )
    .action((options: PreviewOptions) => preview(options, session));

async function preview({ kind, change, as }: PreviewOptions, { terminal }: CommandSession): Promise<void> {
  // Loaded only now: what the other commands do not need would make them slower to start.
  const [{ exampleAlerts }, { renderingNames, renderings }] = await Promise.all([
    import('../examples/alerts.ts'),
    import('../alerts/renderings.ts'),
  ]);
  const chosen = Object.entries(exampleAlerts).filter(([name]) => {
    const [itsKind = '', itsChange = ''] = name.split('.');
    return (kind === undefined || kind === itsKind) && (change === undefined || itsChange.startsWith(change));
  });
  if (chosen.length === 0)
    throw new Problem(`no example is of kind ${kind ?? ''} and change ${change ?? ''}: ask for one of them only`);
  for (const [name, alert] of chosen) {
    for (const reader of as === undefined ? renderingNames : [as]) {
      const { bold } = terminal.colors;
      await terminal.result(bold(`──── ${name} as ${reader}`), '', renderings[reader](alert), '');
    }
  }
}

interface TestOptions {
  readonly topic: string;
  readonly workspace: string;
  readonly severity: Severity;
}

const testCommand = (session: CommandSession): Command =>
  new Command('test')
    .description('Sends an alert that says it is a test to everyone who subscribes to a topic. Needs AWS credentials.')
    .requiredOption('--topic <arn>', 'the alert topic, as the outputs of the stack name it', readTopicArn)
    .option('--workspace <name>', 'the workspace it seems to come from: some readers ask for certain ones', 'test')
    .addOption(
      new Option('--severity <severity>', 'how bad it seems: some readers ask for the worst only')
        .choices([...severities])
        .default('critical'),
    )
    .action((options: TestOptions) => sendTest(options, session));

function readTopicArn(text: string): string {
  if (!/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/.test(text)) {
    throw new InvalidArgumentError('Write the ARN of a topic, such as arn:aws:sns:eu-central-1:123456789012:alerts.');
  }
  return text;
}

async function sendTest({ topic, workspace, severity }: TestOptions, { terminal }: CommandSession): Promise<void> {
  const [{ SNSClient }, { commandClientConfig }, { sendTestAlert, testAlert }] = await Promise.all([
    import('@aws-sdk/client-sns'),
    import('../client-config.ts'),
    import('../alerts/test-alert.ts'),
  ]);
  const [, , , region = ''] = topic.split(':');
  const client = new SNSClient({ ...commandClientConfig(), region });
  try {
    const alert = testAlert(workspace, severity, systemClock.now());
    await sendTestAlert(alert, topic, client);
    await terminal.result(`sent: test alert ${alert.id} to ${topic}`);
  } finally {
    client.destroy();
  }
}
