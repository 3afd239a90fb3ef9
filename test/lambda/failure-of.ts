import { expect } from '@jest/globals';
import type { Handler } from './relaying.ts';

/** All that the runtime logs of an invocation that fails: the error with its stack and its fields. */
export const failureOf = async (handler: Handler, event: unknown): Promise<string> => {
  const failure = await handler(event).then(
    () => 'none',
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Error);
  return JSON.stringify([String(failure), failure]) + ((failure as Error).stack ?? '');
};
