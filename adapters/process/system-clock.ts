import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../core/base/time.ts';

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  sleep: async (milliseconds, signal) => {
    await setTimeout(milliseconds, undefined, signal && { signal });
  },
};
