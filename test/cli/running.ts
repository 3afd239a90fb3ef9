import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { runAlerter } from '../../cli/program.ts';
import { lineQuestions } from '../../cli/questions/line-questions.ts';
import { processTerminal } from '../../cli/base/terminal.ts';
import type { Clock } from '../../core/base/time.ts';
import { VirtualClock } from '../../simulator/clock.ts';
import { simulatedCredentials } from '../../simulator/options.ts';

const { userId, authToken } = simulatedCredentials;
export const withCredentials = { ROCKETCHAT_USER_ID: userId, ROCKETCHAT_AUTH_TOKEN: authToken };

/** What a command left behind. */
export interface Ran {
  /** The exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunningOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly columns?: number;
  /** What comes down the pipe. */
  readonly input?: string | Buffer;
  /** @default one on which no wait takes time, and which begins now */
  readonly clock?: Clock;
  /** Whether somebody reads what comes on stdout. @default true */
  readonly readsStdout?: boolean;
}

/** What is written, as text; or a pipe whose reader has gone. */
class Output extends Writable {
  text = '';
  readonly #isRead: boolean;

  constructor(isRead: boolean) {
    super();
    this.#isRead = isRead;
  }

  override _write(chunk: Buffer, _encoding: string, done: (error: Error | null) => void): void {
    if (this.#isRead) this.text += chunk.toString();
    done(this.#isRead ? null : Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  }
}

/** Does what the program does with these arguments, within this process. */
export const running = async (
  args: readonly string[],
  { environment = withCredentials, columns = Infinity, input = '', readsStdout = true, ...more }: RunningOptions = {},
): Promise<Ran> => {
  const { clock = new VirtualClock(systemClock.now()) } = more;
  const [stdout, stderr] = [new Output(readsStdout), new Output(true)];
  const terminal = { ...processTerminal({ stdout, stderr, env: environment }), columns };
  const questions = lineQuestions(Readable.from([input]));
  const stdin = Readable.from([Buffer.from(input)]);
  const code = await runAlerter(args, { terminal, environment, clock, questions, stdin });
  return { code, stdout: stdout.text, stderr: stderr.text };
};

/** The real program, under way. */
interface Running {
  readonly child: ChildProcess;
  /** Resolves once so much is on stdout or stderr, and rejects where it ends before. */
  readonly saying: (text: string) => Promise<void>;
  readonly ended: Promise<Ran>;
}

/** No test waits that long: one that goes on has failed. */
const maxRunMilliseconds = 50_000;

/** Starts the real program in a process of its own. */
export const starting = (args: readonly string[], environment: NodeJS.ProcessEnv = withCredentials): Running => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'cli/alerter.ts', ...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: maxRunMilliseconds,
    killSignal: 'SIGKILL',
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ran>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
  const saying = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (`${stdout}${stderr}`.includes(text)) resolve();
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      void ended.then(() => {
        reject(new Error(`it ended without saying ${text}: ${stdout}${stderr}`));
      });
      look();
    });
  return { child, saying, ended };
};

/** A directory, for as long as `use` takes. */
export const givenDirectory = async <T>(use: (directory: string) => Promise<T>): Promise<T> => {
  const directory = mkdtempSync(join(tmpdir(), 'alerter-cli-'));
  try {
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
};

/** A configuration file of that content, for as long as `use` takes. */
export const givenFile = <T>(content: string, use: (file: string) => Promise<T>): Promise<T> =>
  givenDirectory((directory) => {
    const file = join(directory, 'alerter.yaml');
    writeFileSync(file, content);
    return use(file);
  });
