import type { Command, Option } from 'commander';
import type { CommandEntry, CommandSession } from '../base/session.ts';

/** What comes after an option, or in place of an argument: words to choose from, or something that the shell knows. */
export type Value = 'files' | 'directories' | 'workspaces' | 'anything' | readonly string[];

export interface OptionOutline {
  /** With its hyphens: `--since`. */
  readonly flag: string;
  readonly description: string;
  /** null: it takes none. */
  readonly value: Value | null;
}

export interface CommandOutline {
  /** Its name and those above it: `silence add`; empty for the program itself. */
  readonly path: string;
  readonly subcommands: ReadonlyArray<{ readonly name: string; readonly summary: string }>;
  readonly options: readonly OptionOutline[];
  /** What its argument is; null where it takes none. */
  readonly argument: Value | null;
}

/** Everything that can be typed after the program's name: the program first, a command before those below it. */
export async function outlineOf(
  commands: readonly CommandEntry[],
  session: CommandSession,
): Promise<readonly CommandOutline[]> {
  const loaded = await Promise.all(commands.map(async ({ load }) => (await load())(session)));
  const subcommands = commands.map(({ name, summary }) => ({ name, summary }));
  const options = [help, { flag: '--version', description: 'show the version', value: null }];
  return [
    { path: '', subcommands, options, argument: null },
    ...loaded.flatMap((command) => outlinesBelow(command, command.name())),
  ];
}

const help: OptionOutline = { flag: '--help', description: 'show this help', value: null };

function outlinesBelow(command: Command, path: string): readonly CommandOutline[] {
  const shown = command.options.filter(({ hidden }) => !hidden);
  const [argument] = command.registeredArguments;
  return [
    {
      path,
      subcommands: command.commands.map((one) => ({ name: one.name(), summary: one.summary() || one.description() })),
      options: [...shown.map(outlineOfOption), help],
      argument: argument === undefined ? null : (argument.argChoices ?? valueNamed(argument.name())),
    },
    ...command.commands.flatMap((one) => outlinesBelow(one, `${path} ${one.name()}`)),
  ];
}

const outlineOfOption = (option: Option): OptionOutline => ({
  flag: option.long ?? option.flags,
  description: option.description,
  value: option.required || option.optional ? (option.argChoices ?? valueOf(option)) : null,
});

const valueOf = ({ long, flags }: Option): Value =>
  long === '--workspace' ? 'workspaces' : valueNamed(/[<[]([a-z]+)/.exec(flags)?.[1] ?? '');

const valueNamed = (name: string): Value =>
  name === 'file' ? 'files' : name === 'directory' ? 'directories' : 'anything';
