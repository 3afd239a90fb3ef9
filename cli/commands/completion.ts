import { Argument, Command } from 'commander';
import type { CommandOutline } from '../completion/outline.ts';
import { exitCodes } from '../base/problem.ts';
import type { CommandEntry, CommandSession } from '../base/session.ts';

/** @param commands of which the scripts know */
export const completionCommand =
  (commands: () => readonly CommandEntry[]) =>
  (session: CommandSession): Command =>
    new Command('completion')
      .description(
        'Prints a script that completes commands, options and what they take with the Tab key. It is for the command ' +
          `${program}, as the package installs it.`,
      )
      .addArgument(
        new Argument('<shell>', 'the shell; workspaces: the names in alerter.yaml, which the scripts ask for').choices([
          ...Object.keys(scripts),
          'workspaces',
        ]),
      )
      .option('--config <file>', 'with workspaces: the file', 'alerter.yaml')
      .addHelpText('after', `\n${installation}`)
      .action(async (shell: string, { config }: { readonly config: string }) => {
        const print = scripts[shell];
        if (print === undefined) return printWorkspaces(config, session);
        const { outlineOf } = await import('../completion/outline.ts');
        const script = (await print())(await outlineOf(commands(), session), program);
        return session.terminal.result(script.trimEnd());
      });

const program = 'rocketchat-alerter';

type Print = (outline: readonly CommandOutline[], program: string) => string;

/** Each loaded only where it is asked for. */
const scripts: Readonly<Record<string, () => Promise<Print>>> = {
  bash: async () => (await import('../completion/bash.ts')).bashCompletion,
  zsh: async () => (await import('../completion/zsh.ts')).zshCompletion,
  fish: async () => (await import('../completion/fish.ts')).fishCompletion,
};

const installation = `To install it, add a line to the shell's start-up file:
  bash, ~/.bashrc:                    source <(${program} completion bash)
  zsh, ~/.zshrc, after compinit:      source <(${program} completion zsh)
  fish, ~/.config/fish/config.fish:   ${program} completion fish | source`;

async function printWorkspaces(config: string, { terminal, conclude }: CommandSession): Promise<void> {
  const { workspaceNames } = await import('../completion/workspace-names.ts');
  const names = workspaceNames(config);
  if (names === null) conclude(exitCodes.couldNotDoIt);
  else await terminal.result(...names);
}
