import { Command, InvalidArgumentError, Option } from 'commander';
import { incidentKinds } from '../../core/rules/registry.ts';
import { durationSeconds } from '../../core/settings/duration.ts';
import { severities, type Severity } from '../../core/settings/values.ts';
import { defaultStackName } from '../../config/find-settings.ts';
import { serviceNames } from '../../adapters/services/registry.ts';
import { Problem } from '../base/problem.ts';
import { listAlertsCommand, showAlertCommand } from './sent-alerts.ts';
import type { CommandSession } from '../base/session.ts';

export const alertsCommand = (session: CommandSession): Command =>
  new Command('alerts')
    .description('Lists the alerts that were sent, previews alerts, or sends a test alert.')
    .helpCommand(false)
    .addCommand(listAlertsCommand(session))
    .addCommand(showAlertCommand(session))
    .addCommand(previewCommand(session))
    .addCommand(testCommand(session));

interface PreviewOptions {
  readonly kind?: string;
  readonly change?: string;
  readonly channel: string;
}

const previewCommand = (session: CommandSession): Command =>
  new Command('preview')
    .description(
      'Shows example alerts of one kind as one channel gets them. Without --kind, lists the examples. Does not need ' +
        'AWS.',
    )
    .addOption(new Option('--kind <kind>', 'the kind of incident; many: several at once').choices(previewKinds))
    .addOption(new Option('--channel <channel>', 'the channel').choices(previewChannels).default('email'))
    .addOption(new Option('--change <change>', 'only this change').choices(previewChanges))
    .action((options: PreviewOptions) => preview(options, session));

const previewKinds = [...incidentKinds, 'many'];
const previewChannels = ['email', 'sms', 'slack', 'q', 'json', ...serviceNames];
const previewChanges = ['opened', 'reminder', 'escalated', 'resolved', 'notice'];

async function preview({ kind, change, channel }: PreviewOptions, { terminal }: CommandSession): Promise<void> {
  // Loaded only now: what the other commands do not need would make them slower to start.
  const [{ exampleAlerts }, { exampleOrigin }, { renderingFor }, { contents }] = await Promise.all([
    import('../examples/alerts.ts'),
    import('../examples/given.ts'),
    import('../alerts/renderings.ts'),
    import('../alerts/contents.ts'),
  ]);
  const chosen = Object.entries(exampleAlerts).filter(([name]) => {
    const [itsKind = '', itsChange = ''] = name.split('.');
    return (kind === undefined || kind === itsKind) && (change === undefined || itsChange.startsWith(change));
  });
  if (kind === undefined) return terminal.result(...contents(chosen, exampleOrigin, terminal));
  if (chosen.length === 0)
    throw new Problem(`no example is of kind ${kind} and change ${change ?? ''}: leave out --change`);
  const render = renderingFor(channel);
  if (render === undefined) throw new Problem(`there is no channel ${channel}`);
  for (const [name, alert] of chosen) {
    const { bold } = terminal.colors;
    await terminal.result(bold(`──── ${name} as ${channel}`), '', render(alert, exampleOrigin), '');
  }
}

interface TestOptions {
  readonly topic?: string;
  readonly stack: string;
  readonly workspace: string;
  readonly severity: Severity;
  readonly only?: string;
}

const testCommand = (session: CommandSession): Command =>
  new Command('test')
    .description(
      'Sends a test alert, marked as such, to all subscribers of the alert topic, and shows which recipients can get ' +
        'it. Needs AWS credentials.',
    )
    .option('--stack <name>', 'the stack with the alert topic', defaultStackName)
    .addOption(new Option('--topic <arn>', 'the alert topic, if this app did not create it').argParser(readTopicArn))
    .option(
      '--only <name>',
      'only this webhook, service or channel: a name or a parameter that alerts.slack or alerts.services has',
    )
    .option('--workspace <name>', 'the workspace in the test alert: recipients may be limited to some', 'test')
    .addOption(
      new Option('--severity <severity>', 'the severity of the test alert: recipients may get only critical ones')
        .choices([...severities])
        .default('critical'),
    )
    .option(
      '--after <duration>',
      'to the recipients with this `after`, such as 15m (default: to the others)',
      readAfter,
    )
    .addHelpText(
      'after',
      '\nExit code: 0 sent, 1 sent, but not every recipient has a confirmed subscription, 2 not\nsent.',
    )
    .action(async (options: TestOptions) => {
      // Loaded only now: what the other commands do not need would make them slower to start.
      const { sendTest } = await import('../alerts/send-test.ts');
      session.conclude(await sendTest(options, session.terminal));
    });

function readAfter(text: string): number {
  const seconds = durationSeconds(text) ?? 0;
  if (seconds < 60 || seconds > 86_400) throw new InvalidArgumentError('Write a duration from 1m to 1d, such as 15m.');
  return seconds;
}

function readTopicArn(text: string): string {
  if (!/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/.test(text)) {
    throw new InvalidArgumentError('Write the ARN of a topic, such as arn:aws:sns:eu-central-1:123456789012:alerts.');
  }
  return text;
}
