import { once } from 'node:events';
import * as v from 'valibot';
import type { FastClock } from '../fast-clock.ts';
import type { Processes } from '../processes.ts';
import { storeReadySchema } from '../protocol.ts';

/** Starts the store. Resolves with its URL. */
export async function startStore(processes: Processes, clock: FastClock): Promise<string> {
  const child = processes.fork('store', String(clock.startedAt));
  const received: unknown[] = await once(child, 'message', { signal: AbortSignal.timeout(60_000) });
  return v.parse(storeReadySchema, received[0]).url;
}
