import { Command } from 'commander';
import { withSourceOptions } from '../store/history-options.ts';
import { readPort } from '../base/number-options.ts';
import { exitCodes } from '../base/problem.ts';
import type { ConsoleOptions } from '../console/run-console.ts';
import type { CommandSession } from '../base/session.ts';

export const consoleCommand = (session: CommandSession): Command =>
  withSourceOptions(
    new Command('console').description(
      'Shows all workspaces live in a browser on this machine: statuses, timelines, incidents, alerts, and why. ' +
        'Silences are added and ended there. Reads the deployed history with your AWS credentials, or what a watch ' +
        'keeps. Only the browser that opens the printed address is let in.',
    ),
  )
    .option('--port <number>', 'the port on 127.0.0.1; 0: any that is free', readPort, 0)
    .option('--open', 'open it in the browser')
    .addHelpText('after', '\nExit code: 0 when it was ended with Ctrl-C, 2 could not do it.')
    .action(async (options: ConsoleOptions) => {
      // Loaded only now: what the other commands do not need would make them slower to start.
      const { runConsole } = await import('../console/run-console.ts');
      await runConsole(options, session.terminal);
      session.conclude(exitCodes.healthy);
    });
