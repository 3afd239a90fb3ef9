import type { Terminal } from '../base/terminal.ts';

const everyMilliseconds = 1_000;

/** Says on a line that passes for how long something has been waited for, to who looks on. @param what `an answer of …` */
export async function whileWaiting<Result>(
  what: string,
  { passing }: Pick<Terminal, 'passing'>,
  work: Promise<Result>,
): Promise<Result> {
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += everyMilliseconds / 1000;
    passing(`waiting for ${what}, ${seconds} s`);
  }, everyMilliseconds);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    passing(null);
  }
}
