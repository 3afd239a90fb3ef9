import { Readable } from 'node:stream';
import { Command, CommanderError, Help, type Option } from 'commander';
import { systemClock } from '../adapters/process/system-clock.ts';
import { HistoryError } from '../adapters/dynamodb/history-error.ts';
import { oneLine } from '../core/text/one-line.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { commands } from './commands.ts';
import type { CommandSession } from './base/session.ts';
import { lineQuestions } from './questions/line-questions.ts';
import { type ExitCode, exitCodes, Problem } from './base/problem.ts';
import { useProxy } from './proxy/use-proxy.ts';
import type { Terminal } from './base/terminal.ts';
import { readVersion } from './base/version.ts';

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
  const session = { terminal, environment, clock, questions, stdin, conclude };
  let leaveProxy = (): void => undefined;
  // Not before it is known that there is something to do but to show help.
  program.hook('preAction', async () => {
    leaveProxy = await useProxy(environment);
  });
  try {
    await addCommands(program, args, session);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    exitCode = exitCodeOf(error, terminal);
  } finally {
    leaveProxy();
  }
  await Promise.all(written);
  const why: unknown = terminal.lost.reason;
  // Where nobody reads any more, nobody needs to know.
  return why instanceof Problem ? exitCodeOf(why, terminal) : exitCode;
}

/** Adds the command that is asked for, and the others by name only. */
async function addCommands(program: Command, args: readonly string[], session: CommandSession): Promise<void> {
  // The program has no option that takes a value: this is the command, if there is one of that name.
  const wanted = args.find((arg) => !arg.startsWith('-'));
  for (const { name, summary, load } of commands) {
    const command = name === wanted ? (await load())(session) : new Command(name);
    program.addCommand(withSettingsOf(program, command.summary(summary)));
  }
  // Options of a command that is not loaded cannot be counted.
  program.configureHelp({ optionDescription, subcommandTerm: (command) => command.name() });
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
      'Sends an alert when an instance of a Rocket.Chat cluster disappears, hangs, loses its connection or starts low on memory.',
    )
    .usage('COMMAND [options]')
    .helpOption('-h, --help', 'show this help')
    .version(readVersion(), '--version', 'show the version')
    .helpCommand(false)
    .configureHelp({ optionDescription })
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

/** Says which options a command cannot do without. */
const optionDescription = (option: Option): string =>
  `${new Help().optionDescription(option)}${option.mandatory && option.defaultValue === undefined ? ' (required)' : ''}`;

const helpColumns = 80;
const maxComplaintLength = 300;

/** What a person can put right is said in their words; anything else is a mistake of ours, and shown whole. */
function exitCodeOf(error: unknown, { progress }: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.healthy : exitCodes.couldNotDoIt;
  const missing = missingPeer(error);
  if (missing !== null) {
    progress(`alerter: this command needs ${missing}: npm install aws-cdk-lib constructs`);
    return exitCodes.couldNotDoIt;
  }
  const isTheirs = error instanceof Problem || error instanceof ConfigurationError || error instanceof HistoryError;
  progress(isTheirs ? `alerter: ${error.message}` : `alerter: this should not happen: ${trace(error)}`);
  return exitCodes.couldNotDoIt;
}

/** Not everybody who watches has an app of the CDK: its packages are there only where they are installed as well. */
function missingPeer(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_MODULE_NOT_FOUND') return null;
  return /Cannot find package '(aws-cdk-lib|constructs)'/.exec(error.message)?.[1] ?? null;
}

const trace = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
