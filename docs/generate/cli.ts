import { Writable } from 'node:stream';
import { runAlerter } from '../../cli/program.ts';
import { processTerminal } from '../../cli/base/terminal.ts';

/** What `--help` prints for a command, as a terminal of 80 columns shows it. */
async function helpOf(command: readonly string[]): Promise<string> {
  let printed = '';
  const stdout = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      printed += chunk.toString();
      done();
    },
  });
  const terminal = processTerminal({ stdout, stderr: new Writable(), env: { NO_COLOR: '1' } });
  await runAlerter([...command, '--help'], { terminal, environment: {} });
  return printed.trim();
}

/** The commands that a help text lists, each without its options and arguments. */
const commandsIn = (help: string): readonly string[] => {
  const [, listed = ''] = help.split(/^Commands:$/m);
  return [...listed.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name = '']) => name);
};

async function sectionsOf(command: readonly string[]): Promise<readonly string[]> {
  const help = await helpOf(command);
  const heading = command.length === 0 ? [] : [`### ${command.join(' ')}`, ''];
  const sections = [...heading, '```text', help, '```', ''];
  for (const name of commandsIn(help)) sections.push(...(await sectionsOf([...command, name])));
  return sections;
}

/** Every command with its help text, the program itself first. */
export const cliReference = (): Promise<readonly string[]> => sectionsOf([]);
