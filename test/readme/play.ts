import assert from 'node:assert/strict';
import type { Environment, Processes } from '../deploy/processes.ts';
import type { Report } from '../deploy/report.ts';
import { type Entry, entries, type Given, type Run, substituted, type Substitutions } from './entries.ts';

export interface Player {
  readonly report: Report;
  readonly processes: Processes;
  /** Where the commands are typed. */
  readonly folder: string;
  readonly environment: Environment;
  readonly substitutions: Omit<Substitutions, 'time'>;
  /** As it is typed here: from the package, without npm's scripts. */
  readonly typedHere: (command: string) => string;
  /** Why an entry is not run here; null where it is. */
  readonly skipped: (entry: Entry) => string | null;
  /** Has the deployed function make a check, and resolves to the minute in which it was. */
  readonly check: () => Promise<string>;
  /** Makes ready what a command needs; puts back what it has taken away. */
  readonly prepare: (given: Exclude<Given, 'a check'> | null) => void;
}

/** A command of this program that is printed by its name alone, within a sentence. */
const whole = (command: string): string =>
  /^(npm|npx|node|export) /.test(command) ? command : `npm run -s alerter -- ${command}`;

/** Runs every command of the README, in a shell, in the order of their table. */
export async function playReadme(player: Player): Promise<void> {
  let time = '00:00';
  let exported: Environment = {};
  const failures: string[] = [];
  for (const entry of entries) {
    const why = player.skipped(entry);
    if (why !== null) {
      player.report.note(`not run: ${entry.printed} (${why})`);
      continue;
    }
    const step = player.report.step(entry.printed, async () => {
      if (entry.given === 'a check') time = await player.check();
      else player.prepare(entry.given ?? null);
      const fill = (text: string): string => substituted(text, { ...player.substitutions, time });
      const command = player.typedHere(fill(whole(entry.typed ?? entry.printed)));
      if (command.startsWith('export ')) exported = exportedBy(command);
      else await run(player, entry, { command, fill, exported });
    });
    // The rest is of interest, too: the next one may fail for a reason of its own.
    await step.catch((error: unknown) => failures.push(error instanceof Error ? error.message : String(error)));
  }
  if (failures.length > 0) throw new Error(failures.join('\n\n'));
}

const exportedBy = (command: string): Environment =>
  Object.fromEntries([...command.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value]) => [name, value]));

interface Typed {
  readonly command: string;
  readonly fill: (text: string) => string;
  readonly exported: Environment;
}

async function run(player: Player, entry: Run, { command, fill, exported }: Typed): Promise<void> {
  const { processes, folder: directory, environment } = player;
  const { answers = [], hasToken = true, shows, interruptedOn } = entry;
  // By name: the answers of a table may be written as the page prints them.
  const lines = answers.map((answer) => fill(answer).replace(/^(USER_ID|AUTH_TOKEN)=/, ''));
  const output = await processes.run('bash', ['-c', command], {
    env: { ...environment, ...(hasToken ? exported : {}) },
    directory,
    timeoutSeconds: 1200,
    input: lines.map((line) => `${line}\n`).join(''),
    ...(interruptedOn && { interruptedOn }),
  });
  if (shows) assert.match(output, shows);
}
