import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export type Environment = Readonly<Record<string, string | undefined>>;

interface CommandOptions {
  readonly env?: Environment;
  readonly timeoutSeconds: number;
  /** @default the current one */
  readonly directory?: string;
  /** What it reads. @default nothing */
  readonly input?: string;
  /** It is interrupted, as by Ctrl+C, once it has said this. @default never */
  readonly interruptedOn?: RegExp;
}

const lastLines = (text: string, count: number): string => text.trimEnd().split('\n').slice(-count).join('\n');

/**
 * The processes this test has started, each with a process group of its own, so that what they have started in turn
 * ends with them.
 */
export class Processes {
  readonly #running = new Set<ChildProcess>();

  /** Starts something that stays; what it says goes to the file. */
  start(
    command: string,
    args: readonly string[],
    { env, logFile }: { env: Environment; logFile: string },
  ): ChildProcess {
    const log = openSync(logFile, 'a');
    const child = spawn(command, args, { env, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    return this.#remember(child);
  }

  /** Runs a command to its end. Resolves with all it said; rejects with the end of that if it fails. */
  async run(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
    const { env = process.env, timeoutSeconds, directory, input = '', interruptedOn } = options;
    const child = spawn(command, args, { env, cwd: directory, detached: true, stdio: 'pipe' });
    this.#remember(child);
    let output = '';
    const interruption = { isSent: false };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (interruption.isSent || interruptedOn?.test(output) !== true) return;
        interruption.isSent = true;
        killGroup(child, 'SIGINT');
      });
    }
    // Not every program reads what it is given.
    child.stdin.on('error', () => undefined).end(input);
    const timer = setTimeout(() => {
      output += `\n(given up after ${timeoutSeconds} s)`;
      killGroup(child, 'SIGKILL');
    }, timeoutSeconds * 1000);
    try {
      const code = await new Promise<number | null>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
      });
      // npx ends by the signal itself, whatever the program does.
      if (code === 0 || interruption.isSent) return output;
    } finally {
      clearTimeout(timer);
    }
    throw new Error(`${command} ${args.join(' ')} failed:\n${lastLines(output, 40)}`);
  }

  /** Asks everything that still runs to end, and after five seconds makes it. */
  async stopAll(): Promise<void> {
    for (const child of this.#running) killGroup(child, 'SIGTERM');
    for (let waited = 0; waited < 50 && this.#running.size > 0; waited += 1) await sleep(100);
    this.killAll();
  }

  killAll(): void {
    for (const child of this.#running) killGroup(child, 'SIGKILL');
  }

  #remember(child: ChildProcess): ChildProcess {
    this.#running.add(child);
    child.once('exit', () => {
      // What it has left behind goes too, and at once: later, its number may be another's.
      killGroup(child, 'SIGKILL');
      this.#running.delete(child);
    });
    return child;
  }
}

const killGroup = ({ pid }: ChildProcess, signal: NodeJS.Signals): void => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nothing of the group is left.
  }
};
