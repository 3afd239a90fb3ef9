import { Command } from 'commander';
import type { CheckConfigurationOptions } from '../set-up/check-configuration.ts';
import type { CommandSession } from '../base/session.ts';

export const configCommand = (session: CommandSession): Command =>
  new Command('config')
    .description('Checks a configuration. Does not need AWS.')
    .helpCommand(false)
    .addCommand(checkCommand(session));

const checkCommand = (session: CommandSession): Command =>
  new Command('check')
    .description(
      'Shows what a deployment of this configuration would contain, or all errors in it, as `cdk synth` does. Does not ' +
        'need AWS.',
    )
    .option('--config <file>', 'the file (default: alerter.yaml)')
    .option('--json', 'print one line of JSON')
    .addHelpText('after', '\nExit code: 0 it can be deployed, 2 it cannot.')
    .action(async (options: CheckConfigurationOptions) => {
      // Loaded only now: what the other commands do not need would make them slower to start.
      const { checkConfiguration } = await import('../set-up/check-configuration.ts');
      await checkConfiguration(options, session);
    });
