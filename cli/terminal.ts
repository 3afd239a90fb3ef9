import { createColors } from 'picocolors';

/** Where a command writes: results, and what is said along the way. */
export interface Terminal {
  /** A line of the result, on stdout. */
  readonly result: (line: string) => void;
  /** A line of progress, on stderr. */
  readonly progress: (line: string) => void;
  readonly colors: ReturnType<typeof createColors>;
  /** Whether a person is looking on. */
  readonly isInteractive: boolean;
}

/** Colour where the terminal has it; https://no-color.org and FORCE_COLOR are obeyed. */
function hasColors(stream: NodeJS.WriteStream): boolean {
  if ((process.env['NO_COLOR'] ?? '') !== '') return false;
  if ((process.env['FORCE_COLOR'] ?? '') !== '') return process.env['FORCE_COLOR'] !== '0';
  return stream.isTTY && process.env['TERM'] !== 'dumb';
}

export const processTerminal = (): Terminal => ({
  result: (line) => void process.stdout.write(`${line}\n`),
  progress: (line) => void process.stderr.write(`${line}\n`),
  colors: createColors(hasColors(process.stdout)),
  isInteractive: process.stdout.isTTY,
});
