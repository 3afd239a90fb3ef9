import { setTimeout } from 'node:timers/promises';
import { type Clock, toTimestamp } from '../../core/base/time.ts';

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => toTimestamp(new Date()),
  sleep: async (milliseconds, signal) => {
    await setTimeout(milliseconds, undefined, signal && { signal });
  },
};
