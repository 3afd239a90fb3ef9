import type { Writable } from 'node:stream';
import { createColors } from 'picocolors';
import { Problem } from './problem.ts';

type Colors = ReturnType<typeof createColors>;

/** Where a command writes: results, and progress. */
export interface Terminal {
  /** Lines of the result, on stdout. Resolves once they are written, or are known to be `lost`. */
  readonly result: (...lines: readonly string[]) => Promise<void>;
  /** A line of progress, on stderr. */
  readonly progress: (line: string) => void;
  /** A line of progress that whatever comes next takes the place of; only for who looks on. Null takes it away. */
  readonly passing: (line: string | null) => void;
  /** For results. */
  readonly colors: Colors;
  readonly progressColors: Colors;
  /** Whether a person is looking on. */
  readonly isInteractive: boolean;
  /** How wide results may be; Infinity where they go to no terminal. */
  readonly columns: number;
  /** Aborted once nothing can be written any more: with a `ReaderGone`, or with a `Problem` for a person. */
  readonly lost: AbortSignal;
}

/** The reader of the output has stopped, as `head` does: the end of the work, but nobody's mistake. */
class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Colour where the terminal has it; https://no-color.org and FORCE_COLOR are obeyed. */
export function hasColors({ isTTY = false }: Pick<Output, 'isTTY'>, environment: NodeJS.ProcessEnv): boolean {
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  const forced = environment['FORCE_COLOR'] ?? '';
  if (forced !== '') return forced !== '0' && forced !== 'false';
  return isTTY && environment['TERM'] !== 'dumb';
}

interface Process {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
}

export function processTerminal({ stdout, stderr, env }: Process): Terminal {
  const losing = new AbortController();
  const lose = (error: NodeJS.ErrnoException): void => {
    // Only the first time counts: what is written after the stream broke fails for that reason.
    losing.abort(error.code === 'EPIPE' ? new ReaderGone() : cannotWrite(error));
  };
  stdout.on('error', lose);
  stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') lose(error);
  });
  let isPassing = false;
  const pass = (line: string | null): void => {
    if (!(stderr.isTTY ?? false) || (line === null && !isPassing)) return;
    stderr.write(`${eraseLine}${(line ?? '').slice(0, (stderr.columns ?? Infinity) - 1)}`);
    isPassing = line !== null;
  };
  return {
    result: (...lines) =>
      new Promise((resolve) => {
        pass(null);
        stdout.write(lines.map((line) => `${line}\n`).join(''), (error) => {
          if (error) lose(error);
          resolve();
        });
      }),
    progress: (line) => {
      pass(null);
      stderr.write(`${line}\n`);
    },
    passing: pass,
    colors: createColors(hasColors(stdout, env)),
    progressColors: createColors(hasColors(stderr, env)),
    isInteractive: stdout.isTTY ?? false,
    columns: stdout.columns ?? Infinity,
    lost: losing.signal,
  };
}

const eraseLine = '\r\u001b[2K';

const cannotWrite = ({ message }: Error): Problem =>
  new Problem(`the results cannot be written (${message}). Make room, or have them written elsewhere.`);
