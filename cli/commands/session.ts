import type { ExitCode } from '../problem.ts';
import type { Terminal } from '../terminal.ts';

/** What a command works with. */
export interface CommandSession {
  readonly terminal: Terminal;
  /** Where credentials come from. */
  readonly environment: NodeJS.ProcessEnv;
  /** Takes down how it went: the exit code, unless something goes wrong afterwards. */
  readonly conclude: (code: ExitCode) => void;
}
