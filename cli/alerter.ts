import { Command, CommanderError } from 'commander';
import { HistoryError } from '../lambda/history/history-error.ts';
import { ConfigurationError } from '../lib/config/configuration-error.ts';
import { checkCommand } from './commands/check.ts';
import { demoCommand } from './commands/demo.ts';
import { watchCommand } from './commands/watch.ts';
import { exitCodes, Problem } from './problem.ts';
import { processTerminal } from './terminal.ts';

// The AWS SDK would tell each user of Node 20 that its support ends, at every call.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const terminal = processTerminal();

const program = new Command('alerter')
  .description(
    'Tells when an instance of a Rocket.Chat cluster disappears, hangs, loses its connection or starts low on memory.',
  )
  .usage('COMMAND [options]')
  .helpOption('--help', 'show this help')
  .helpCommand(false)
  .showHelpAfterError('(--help shows what there is)')
  .exitOverride()
  .configureOutput({
    outputError: (text, write) => {
      write(text.replace(/^error: /, 'alerter: '));
    },
  });

for (const makeCommand of [checkCommand, watchCommand, demoCommand]) {
  program.addCommand(makeCommand(terminal).copyInheritedSettings(program));
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** What a person can put right is told in their words; anything else is a mistake of ours, and shown whole. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.healthy : exitCodes.couldNotDoIt;
  const isTheirs = error instanceof Problem || error instanceof ConfigurationError || error instanceof HistoryError;
  terminal.progress(isTheirs ? `alerter: ${error.message}` : `alerter: this should not happen: ${trace(error)}`);
  return exitCodes.couldNotDoIt;
}

const trace = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
