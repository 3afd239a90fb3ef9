import { History } from '../../adapters/dynamodb/history.ts';
import type { Clock } from '../../core/base/time.ts';
import { pollSeconds } from '../console/sources.ts';
import type { AcknowledgeUrl } from '../../core/alerts/origin.ts';
import { linkKeyIn } from '../store/link-key.ts';
import type { LocalStore } from '../store/local-store.ts';
import { Problem } from '../base/problem.ts';
import type { Terminal } from '../base/terminal.ts';

interface Wanted {
  /** A port where one is named. */
  readonly console?: true | number;
  /** Where a browser finds it: alerts then have links to acknowledge incidents. */
  readonly consoleUrl?: URL;
  readonly store?: string;
}

interface Served {
  readonly store: LocalStore;
  readonly clock: Clock;
  readonly terminal: Terminal;
}

interface WatchConsole {
  /** For the alerts of the watch. */
  readonly acknowledgeUrlOf?: AcknowledgeUrl;
  readonly end: () => Promise<void>;
}

/** Serves the console of a watch where that is wanted. @throws Problem where it cannot be served so */
export async function consoleOf(
  { console: port, consoleUrl, store: directory }: Wanted,
  { store: { client, table }, clock, terminal }: Served,
): Promise<WatchConsole> {
  if (consoleUrl !== undefined && !(typeof port === 'number' && port > 0)) {
    throw new Problem('--console-url needs --console PORT: what leads there must find the console at the same port');
  }
  if (port === undefined) return { end: () => Promise.resolve() };
  // Loaded only now: a watch without a console does not need it.
  const { serveConsole } = await import('../console/server.ts');
  const { acknowledgeLinks, linkDays, linkPath } = await import('../console/acknowledge-links.ts');
  const links =
    consoleUrl === undefined ? null : acknowledgeLinks({ key: await linkKeyIn(directory ?? null), url: consoleUrl });
  const source = {
    history: new History(client, table),
    client,
    table,
    where: 'the store of this watch',
    store: directory ?? null,
    now: () => clock.now(),
    everySeconds: pollSeconds.local,
  };
  const served = await serveConsole(source, { port: port === true ? 0 : port, links });
  terminal.progress(`console, for one browser: ${served.url}`);
  if (links === null) return { end: () => served.close() };
  terminal.progress(
    `alerts link to ${links.url.href} for ${linkDays} days: only /${linkPath} must lead from there to 127.0.0.1:${String(port)}`,
  );
  return { acknowledgeUrlOf: links.urlOf, end: () => served.close() };
}
