import type { ServerResponse } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkspaceStatus } from '../../web/console/status.ts';
import { reasonOf } from '../base/reason-of.ts';
import { startEvents } from './answers.ts';
import type { StatusPart } from './overview.ts';

interface Watched {
  /** What is looked at: one workspace, or all, part by part. */
  readonly read: () => AsyncIterable<StatusPart>;
  readonly everySeconds: number;
  /** Aborted when the console ends. */
  readonly ended: AbortSignal;
}

/**
 * Sends a status for as long as somebody listens: all at first, then each that has changed. What cannot be read is an
 * event as well, and it is tried again.
 */
export async function sendEvents(response: ServerResponse, { read, everySeconds, ended }: Watched): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  const signal = AbortSignal.any([gone.signal, ended]);
  startEvents(response);
  const sent = new Map<string, WorkspaceStatus>();
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    try {
      for await (const part of read()) {
        if (isOver()) break;
        // Also where nothing has changed: it shows that the console is there, and a connection that broke is noticed.
        response.write(eventOf('statuses', { ...part, statuses: changedIn(part, sent) }));
      }
    } catch (error) {
      response.write(eventOf('trouble', { reason: reasonOf(error) }));
    }
    await sleep(everySeconds * 1000, undefined, { signal }).catch(() => undefined);
  }
  response.end();
}

function changedIn({ statuses }: StatusPart, sent: Map<string, WorkspaceStatus>): readonly WorkspaceStatus[] {
  const changed = statuses.filter((status) => !isDeepStrictEqual(sent.get(status.workspace), status));
  for (const status of changed) sent.set(status.workspace, status);
  return changed;
}

const eventOf = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
