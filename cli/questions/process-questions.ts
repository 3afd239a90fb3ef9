import { lineQuestions } from './line-questions.ts';
import type { Questions } from '../base/questions.ts';
import { terminalQuestions } from './terminal-questions.ts';

/** Asks the person at the terminal; where there is none, the answers come down the pipe. */
export function processQuestions({
  stdin,
  stdout,
  stderr,
}: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>): Questions {
  if (!stdin.isTTY) return lineQuestions(stdin);
  // Questions are not results: they go to stdout only where nobody would see them otherwise.
  return terminalQuestions({ input: stdin, output: stderr.isTTY ? stderr : stdout });
}
