import { Command } from 'commander';
import { defaultStackName } from '../../config/find-settings.ts';
import { exitCodes, type ExitCode } from '../problem.ts';
import type { CommandSession } from './session.ts';

interface StatusOptions {
  readonly stack: string;
  readonly tokens?: true;
  readonly json?: true;
}

export const statusCommand = (session: CommandSession): Command =>
  new Command('status')
    .description(
      'Shows whether the deployed alerter is watching and would reach you: schedules, the last check of each workspace, ' +
        'alarms, dead letters, and every recipient with the state of its subscription. Needs AWS credentials and a region.',
    )
    .option('--stack <name>', 'the stack', defaultStackName)
    .option('--tokens', 'read the stored credentials, too, and try them from here')
    .option('--json', 'print one line of JSON')
    .addHelpText('after', '\nExit code: 0 all is well, 1 problems found, 2 not all could be found out.')
    .action(async (options: StatusOptions) => {
      session.conclude(await showStatus(options, session));
    });

async function showStatus({ stack, tokens, json }: StatusOptions, { terminal }: CommandSession): Promise<ExitCode> {
  // Loaded only now: what the other commands do not need would make them slower to start.
  const [{ gatherStatus }, { statusText }] = await Promise.all([
    import('../status/gather.ts'),
    import('../output/status-text.ts'),
  ]);
  const report = await gatherStatus({ stack, tokens: tokens ?? false });
  await terminal.result(
    ...(json === true ? [JSON.stringify({ type: 'status', ...report })] : statusText(report, terminal)),
  );
  // Something to put right is worth more than something not known.
  if (report.problems.length > 0) return exitCodes.problemsFound;
  return report.unknown.length > 0 ? exitCodes.couldNotDoIt : exitCodes.healthy;
}
