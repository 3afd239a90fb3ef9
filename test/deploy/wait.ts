import { setTimeout as sleep } from 'node:timers/promises';

/** What the probe finds, once it finds something; it is asked every second. Rejects after the time given. */
export const waitFor = async <Result>(
  what: string,
  seconds: number,
  probe: () => Promise<Result | null>,
): Promise<Result> => {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const found = await probe();
    if (found !== null) return found;
    if (performance.now() > deadline) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await sleep(1000);
  }
};
