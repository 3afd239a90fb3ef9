import { History } from '../../adapters/dynamodb/history.ts';
import type { Clock } from '../../core/base/time.ts';
import { pollSeconds } from '../console/sources.ts';
import type { LocalStore } from '../store/local-store.ts';
import type { Terminal } from '../base/terminal.ts';

interface Wanted {
  /** A port where one is named. */
  readonly console?: true | number;
  readonly store?: string;
}

interface Served {
  readonly store: LocalStore;
  readonly clock: Clock;
  readonly terminal: Terminal;
}

/** Serves the console of a watch where that is wanted; returns what ends it. */
export async function consoleOf(
  { console: port, store: directory }: Wanted,
  { store: { client, table }, clock, terminal }: Served,
): Promise<() => Promise<void>> {
  if (port === undefined) return () => Promise.resolve();
  // Loaded only now: a watch without a console does not need it.
  const { serveConsole } = await import('../console/server.ts');
  const source = {
    history: new History(client, table),
    client,
    table,
    where: 'the store of this watch',
    store: directory ?? null,
    now: () => clock.now(),
    everySeconds: pollSeconds.local,
  };
  const served = await serveConsole(source, port === true ? 0 : port);
  terminal.progress(`console, for one browser: ${served.url}`);
  return () => served.close();
}
