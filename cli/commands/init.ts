import { Command } from 'commander';
import type { InitOptions } from '../set-up/init.ts';
import type { CommandSession } from '../base/session.ts';

export const initCommand = (session: CommandSession): Command =>
  new Command('init')
    .description(
      'Writes a first alerter.yaml from the answers to five questions. Without a terminal, it reads them from ' +
        'stdin, one a line; an empty line takes the default.',
    )
    .option('--config <file>', 'the file to write', 'alerter.yaml')
    .option('--overwrite', 'replace the file if it exists')
    .option('--allow-insecure', 'also accept an http:// URL')
    .addHelpText('after', '\nExit code: 0 written, 2 not written.')
    .action(async (options: InitOptions) => {
      // Loaded only now: what the other commands do not need would make them slower to start.
      const { init } = await import('../set-up/init.ts');
      await init(options, session);
    });
