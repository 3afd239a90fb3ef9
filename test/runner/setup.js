import { join } from 'node:path';
import { addEventHandler, getState } from 'jest-circus';
import { register } from 'tsx/esm/api';

const { setTimeout, clearTimeout } = globalThis;

/** What takes five seconds on a quiet machine is not wrong on a busy one. */
const maxMilliseconds = 60_000;

// The tests and what they test are TypeScript, and `@jest/globals` is what globals.ts has of it.
register({ tsconfig: join(import.meta.dirname, 'tsconfig.json') });

// The runner waits for a test as long as it takes: none may wait for ever.
addEventHandler(({ name }) => {
  if (name !== 'add_test') return;
  const test = getState().currentDescribeBlock.children.at(-1);
  const { fn, timeout = maxMilliseconds } = test;
  test.fn = () => within(timeout, fn);
});

const within = async (milliseconds, play) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(reject, milliseconds, new Error(`not done within ${milliseconds} ms`));
  });
  try {
    await Promise.race([play(), late]);
  } finally {
    clearTimeout(timer);
  }
};
