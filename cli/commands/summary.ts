import { Command, InvalidArgumentError } from 'commander';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { exitCodes } from '../base/problem.ts';
import type { CommandSession } from '../base/session.ts';
import { withSourceOptions } from '../store/history-options.ts';
import { usingHistory } from '../store/open-history.ts';
import type { SummaryOptions } from '../summary/print-summary.ts';

const maxDays = 366;

export const summaryCommand = (session: CommandSession): Command =>
  withSourceOptions(
    new Command('summary')
      .description(
        'Prints the summary of the last days as the weekly message has it: how healthy each workspace was, incidents, ' +
          'the longest, the noisiest rule, and what a longer `for` would have spared. Reads the history of a deployed ' +
          'stack or of a watch, and the rules of alerter.yaml.',
      )
      .option('--days <count>', 'how many days', readDays, 7)
      .option('--workspace <name>', 'only of this workspace (default: all)'),
  )
    .option(
      '--config <file>',
      'the file with the workspaces and the rules in force (default: those in the history, and the rules of alerter.yaml)',
    )
    .option('--json', 'print one line of JSON')
    .addHelpText('after', '\nExit code: 0, or 2 if there are no checks or they cannot be read.')
    .action(async (options: SummaryOptions) => {
      // Loaded only now: what the other commands do not need would make them slower to start.
      const { printSummary } = await import('../summary/print-summary.ts');
      await usingHistory(options, (opened) => printSummary(opened, options, systemClock.now(), session.terminal));
      session.conclude(exitCodes.healthy);
    });

function readDays(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > maxDays) throw new InvalidArgumentError(`Write a whole number of days from 1 to ${maxDays}.`);
  return days;
}
