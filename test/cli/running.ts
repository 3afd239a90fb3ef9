import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createColors } from 'picocolors';
import { runAlerter } from '../../cli/program.ts';
import { lineQuestions } from '../../cli/questions/line-questions.ts';
import type { Terminal } from '../../cli/terminal.ts';
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
  readonly input?: string;
}

/** Does what the program does with these arguments, within this process. */
export const running = async (
  args: readonly string[],
  { environment = withCredentials, columns = Infinity, input = '' }: RunningOptions = {},
): Promise<Ran> => {
  let [stdout, stderr] = ['', ''];
  const terminal: Terminal = {
    result: (...lines) => {
      stdout += lines.map((line) => `${line}\n`).join('');
      return Promise.resolve();
    },
    progress: (line) => {
      stderr += `${line}\n`;
    },
    passing: () => undefined,
    colors: createColors(false),
    progressColors: createColors(false),
    isInteractive: false,
    columns,
    lost: new AbortController().signal,
  };
  const code = await runAlerter(args, { terminal, environment, questions: lineQuestions(Readable.from([input])) });
  return { code, stdout, stderr };
};

/** The real program, under way. */
export interface Running {
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
