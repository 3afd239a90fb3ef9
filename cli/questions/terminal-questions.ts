import { Problem } from '../base/problem.ts';
import type { Question, Questions } from '../base/questions.ts';

interface TerminalStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

interface PromptContext extends TerminalStreams {
  readonly signal: AbortSignal;
}

interface Keypress {
  readonly ctrl?: boolean;
  readonly name?: string;
}

/** Asks a person, again until an answer will do. What is typed as a secret is never shown. */
export function terminalQuestions({ input, output }: TerminalStreams): Questions {
  const asking = async <Answer>(ask: (context: PromptContext) => Promise<Answer>): Promise<Answer> => {
    const ended = new AbortController();
    // The prompts know Ctrl-C; at the end of the input they would wait for ever.
    const onKey = (_: unknown, { ctrl = false, name = '' }: Keypress): void => {
      if (ctrl && name === 'd') ended.abort();
    };
    const onEnd = (): void => {
      ended.abort();
    };
    input.on('keypress', onKey);
    input.once('end', onEnd);
    try {
      return await ask({ input, output, signal: ended.signal });
    } catch (error) {
      const isGivenUp = error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name);
      throw isGivenUp ? new Problem('interrupted: nothing was changed') : error;
    } finally {
      input.off('keypress', onKey);
      input.off('end', onEnd);
    }
  };
  // Loaded only where a person is asked: what the other commands do not need would make them slower to start.
  const prompts = () => import('@inquirer/prompts');
  return {
    isInteractive: true,
    text: async (question) => {
      const { input: ask } = await prompts();
      const byDefault = question.default === undefined ? {} : { default: question.default };
      const answer = await asking((context) =>
        ask({ message: `${question.message}:`, ...byDefault, validate: validating(question) }, context),
      );
      return answer.trim();
    },
    secret: async (question) => {
      const { password } = await prompts();
      const answer = await asking((context) =>
        password({ message: `${question.message}:`, validate: validating(question) }, context),
      );
      return answer.trim();
    },
    confirm: async (message) => {
      const { confirm } = await prompts();
      return asking((context) => confirm({ message, default: false }, context));
    },
  };
}

const validating =
  ({ default: byDefault, problemOf }: Question) =>
  (answer: string): true | string => {
    const given = answer.trim();
    if (given === '') return byDefault === undefined ? 'Something has to stand here.' : true;
    return problemOf?.(given) ?? true;
  };
