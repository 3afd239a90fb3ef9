import type { Readable } from 'node:stream';
import type { Command } from 'commander';
import type { Clock } from '../../core/base/time.ts';
import type { ExitCode } from './problem.ts';
import type { Questions } from './questions.ts';
import type { Terminal } from './terminal.ts';

/** What a command works with. */
export interface CommandSession {
  readonly terminal: Terminal;
  /** Where credentials come from. */
  readonly environment: NodeJS.ProcessEnv;
  /** What comes down the pipe, where a command reads that. */
  readonly stdin: Readable;
  /** By which a watch checks. */
  readonly clock: Clock;
  /** What is to be known only from a person. */
  readonly questions: Questions;
  /** Takes down how it went: the exit code, unless something goes wrong afterwards. */
  readonly conclude: (code: ExitCode) => void;
}

/** A command as `--help` lists it. What it needs is loaded when it is used. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<(session: CommandSession) => Command>;
}
