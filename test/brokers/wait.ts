import { setTimeout as sleep } from 'node:timers/promises';
import { realMilliseconds } from './fast-clock.ts';

/** Two dozen processes that are asked more often have little time for anything else. */
const pollMilliseconds = 250;

/** So many seconds of the fast clock. */
export const pause = (seconds: number): Promise<void> => sleep(realMilliseconds(seconds));

/**
 * What the probe finds, once it finds something. Rejects after the time given, in real seconds: it is there for what
 * never happens, and so that it is long for a machine that has other things to do.
 */
export async function waitFor<Result>(
  what: string,
  realSeconds: number,
  probe: () => Promise<Result | null> | Result | null,
): Promise<Result> {
  const deadline = performance.now() + realSeconds * 1000;
  for (;;) {
    const found = await probe();
    if (found !== null) return found;
    if (performance.now() > deadline) throw new Error(`waited ${realSeconds} s in vain for ${what}`);
    await sleep(pollMilliseconds);
  }
}
