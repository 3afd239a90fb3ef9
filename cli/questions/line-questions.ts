import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Problem } from '../base/problem.ts';
import type { Question, Questions } from '../base/questions.ts';

/** Answers from a pipe or a file, one a line, in the order of the questions; an empty line takes the default. */
export function lineQuestions(input: Readable): Questions {
  let lines: AsyncIterator<string, undefined> | null = null;
  let asked = 0;
  const nextLine = async (): Promise<string> => {
    // Read only once something is asked: most commands leave their input alone.
    lines ??= createInterface({ input, crlfDelay: Infinity })[Symbol.asyncIterator]();
    asked += 1;
    const { value = '' } = await lines.next();
    return value.trim();
  };
  const answer = async ({ message, default: byDefault, problemOf }: Question): Promise<string> => {
    const line = await nextLine();
    if (line === '') {
      if (byDefault !== undefined) return byDefault;
      throw new Problem(`line ${asked} of the input is missing, which should say: ${message}`);
    }
    const problem = problemOf?.(line) ?? null;
    if (problem !== null) throw new Problem(`line ${asked} of the input (${message}) will not do: ${problem}`);
    return line;
  };
  return {
    isInteractive: false,
    text: answer,
    secret: answer,
    confirm: async () => /^y(es)?$/i.test(await nextLine()),
  };
}
