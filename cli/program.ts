import { Readable } from 'node:stream';
import { Command, CommanderError } from 'commander';
import { systemClock } from '../adapters/process/system-clock.ts';
import { HistoryError } from '../adapters/dynamodb/history-error.ts';
import { oneLine } from '../core/text/one-line.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { alertsCommand } from './commands/alerts.ts';
import type { CommandSession } from './commands/session.ts';
import { checkCommand } from './commands/check.ts';
import { configCommand } from './commands/config.ts';
import { credentialsCommand } from './commands/credentials.ts';
import { demoCommand } from './commands/demo.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { explainCommand } from './commands/explain.ts';
import { historyCommand } from './commands/history.ts';
import { initCommand } from './commands/init.ts';
import { recordCommand } from './commands/record.ts';
import { replayCommand } from './commands/replay.ts';
import { reportCommand } from './commands/report.ts';
import { silenceCommand } from './commands/silence.ts';
import { statusCommand } from './commands/status.ts';
import { watchCommand } from './commands/watch.ts';
import { lineQuestions } from './questions/line-questions.ts';
import { type ExitCode, exitCodes, Problem } from './problem.ts';
import { useProxy } from './proxy/use-proxy.ts';
import type { Terminal } from './terminal.ts';

/** As `--help` lists them. */
const commands = [
  checkCommand,
  watchCommand,
  demoCommand,
  alertsCommand,
  initCommand,
  configCommand,
  credentialsCommand,
  statusCommand,
  reportCommand,
  silenceCommand,
  historyCommand,
  replayCommand,
  explainCommand,
  recordCommand,
  evaluateCommand,
] as const;

/** `questions`, `stdin`: by default, nothing is answered and nothing comes; `clock`: by default, the machine's. */
type Outside = Pick<CommandSession, 'terminal' | 'environment'> &
  Partial<Pick<CommandSession, 'questions' | 'stdin' | 'clock'>>;

/**
 * Does what a command line asks for; never rejects.
 *
 * @param args without the program's own name
 */
export async function runAlerter(
  args: readonly string[],
  { terminal, environment, clock = systemClock, ...input }: Outside,
): Promise<ExitCode> {
  const { questions = lineQuestions(Readable.from([])), stdin = Readable.from([]) } = input;
  let exitCode: ExitCode = exitCodes.healthy;
  const conclude = (code: ExitCode): void => {
    exitCode = code;
  };
  const written: Array<Promise<void>> = [];
  const program = givenCommands(terminal, written);
  for (const makeCommand of commands) {
    const session = { terminal, environment, clock, questions, stdin, conclude };
    program.addCommand(withSettingsOf(program, makeCommand(session)));
  }
  let leaveProxy = (): void => undefined;
  // Not before it is known that there is something to do but to show help.
  program.hook('preAction', async () => {
    leaveProxy = await useProxy(environment);
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    exitCode = exitCodeOf(error, terminal);
  } finally {
    leaveProxy();
  }
  await Promise.all(written);
  const why: unknown = terminal.lost.reason;
  // Where nobody reads any more, there is nobody to be told.
  return why instanceof Problem ? exitCodeOf(why, terminal) : exitCode;
}

/** Lets a command, and those below it, complain as the program does. */
const withSettingsOf = (parent: Command, command: Command): Command => {
  command.copyInheritedSettings(parent);
  for (const subcommand of command.commands) withSettingsOf(command, subcommand);
  return command;
};

const givenCommands = (terminal: Terminal, written: Array<Promise<void>>): Command =>
  new Command('npm run -s alerter --')
    .description(
      'Tells when an instance of a Rocket.Chat cluster disappears, hangs, loses its connection or starts low on memory.',
    )
    .usage('COMMAND [options]')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .addHelpText('after', '\nCOMMAND --help shows the options of a command.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        written.push(terminal.result(text.trimEnd()));
      },
      writeErr: (text) => {
        terminal.progress(text.trimEnd());
      },
      outputError: (text) => {
        terminal.progress(`alerter: ${oneLine(text.replace(/^error: /, ''), maxComplaintLength)} (see --help)`);
      },
      getOutHelpWidth: () => helpColumns,
      getErrHelpWidth: () => helpColumns,
    });

const helpColumns = 80;
const maxComplaintLength = 300;

/** What a person can put right is told in their words; anything else is a mistake of ours, and shown whole. */
function exitCodeOf(error: unknown, { progress }: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.healthy : exitCodes.couldNotDoIt;
  const isTheirs = error instanceof Problem || error instanceof ConfigurationError || error instanceof HistoryError;
  progress(isTheirs ? `alerter: ${error.message}` : `alerter: this should not happen: ${trace(error)}`);
  return exitCodes.couldNotDoIt;
}

const trace = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
