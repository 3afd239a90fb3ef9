import { Command, Option } from 'commander';
import { defaultStackName } from '../../config/find-settings.ts';
import { exitCodes, type ExitCode, Problem } from '../base/problem.ts';
import type { CommandSession } from '../base/session.ts';

interface StatusOptions {
  readonly stack?: string;
  readonly tokens?: true;
  readonly store?: string;
  readonly alive?: true;
  readonly json?: true;
}

export const statusCommand = (session: CommandSession): Command =>
  new Command('status')
    .description(
      'Shows whether the deployed alerter monitors and whether its alerts would reach you: schedules, the last check of each workspace, ' +
        'alarms, dead letters, and every recipient with the state of its subscription. Needs AWS credentials and a region. ' +
        'With --store, shows the same of a watch on this machine, without AWS.',
    )
    .option('--stack <name>', `the stack (default: ${defaultStackName})`)
    .option('--tokens', 'also read the stored credentials and try them from here')
    .addOption(
      new Option('--store <directory>', 'the watch with its history in this directory').conflicts(['stack', 'tokens']),
    )
    .addOption(
      new Option('--alive', 'with --store: only whether it runs and checks, not what it finds').conflicts(['stack']),
    )
    .option('--json', 'print one line of JSON')
    .addHelpText('after', '\nExit code: 0 all is well, 1 problems found, 2 could not find out everything.')
    .action(async (options: StatusOptions) => {
      session.conclude(await showStatus(options, session));
    });

async function showStatus(options: StatusOptions, session: CommandSession): Promise<ExitCode> {
  const { stack = defaultStackName, tokens, store, alive, json } = options;
  if (store !== undefined) return showWatch({ store, isOnlyWatch: alive === true, isJson: json === true }, session);
  if (alive !== undefined) throw new Problem('--alive goes with --store');
  const { terminal } = session;
  // Loaded only now: what the other commands do not need would make them slower to start.
  const [{ gatherStatus }, { statusText }] = await Promise.all([
    import('../status/gather.ts'),
    import('../status/status-text.ts'),
  ]);
  const report = await gatherStatus({ stack, tokens: tokens ?? false });
  await terminal.result(
    ...(json === true ? [JSON.stringify({ type: 'status', ...report })] : statusText(report, terminal)),
  );
  // Something to put right is worth more than something not known.
  if (report.problems.length > 0) return exitCodes.problemsFound;
  return report.unknown.length > 0 ? exitCodes.couldNotDoIt : exitCodes.healthy;
}

interface WatchStatusOptions {
  readonly store: string;
  readonly isOnlyWatch: boolean;
  readonly isJson: boolean;
}

async function showWatch(
  { store, isOnlyWatch, isJson }: WatchStatusOptions,
  { terminal, clock }: CommandSession,
): Promise<ExitCode> {
  const [{ localReport }, { localText }] = await Promise.all([
    import('../status/local-report.ts'),
    import('../status/local-text.ts'),
  ]);
  const report = await localReport({ store, at: clock.now(), isOnlyWatch });
  await terminal.result(...(isJson ? [JSON.stringify({ type: 'status', ...report })] : localText(report, terminal)));
  return report.problems.length > 0 ? exitCodes.problemsFound : exitCodes.healthy;
}
