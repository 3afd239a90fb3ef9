import { request } from 'node:http';
import { History } from '../../../adapters/dynamodb/history.ts';
import type { AcknowledgeLinks } from '../../../cli/console/acknowledge-links.ts';
import { type ServedConsole, serveConsole } from '../../../cli/console/server.ts';
import { type OpenIncident, openIncidentsOf } from '../../../cli/incidents/open-incidents.ts';
import { openLocalStore } from '../../../cli/store/local-store.ts';
import type { Timestamp } from '../../../core/base/time.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';

/** A console over a history in memory, at a time. */
export interface GivenConsole extends ServedConsole {
  readonly host: string;
  readonly token: string;
  /** Records checks, as a watch would. */
  readonly record: (...snapshots: readonly Snapshot[]) => Promise<void>;
  /** What is open in the workspace `production`, as commands see it. */
  readonly open: () => Promise<readonly OpenIncident[]>;
}

/** Serves a console for as long as `use` takes. */
export async function givenConsole<T>(
  snapshots: readonly Snapshot[],
  now: () => Timestamp,
  use: (given: GivenConsole) => Promise<T>,
  links: AcknowledgeLinks | null = null,
): Promise<T> {
  const store = await openLocalStore(null);
  const { client, table } = store;
  const history = new History(client, table);
  const record = async (...more: readonly Snapshot[]): Promise<void> => {
    await Promise.all(more.map((snapshot) => history.record(snapshot, { keepSeconds: 1e9, writer: 'test' })));
  };
  await record(...snapshots);
  const everySeconds = { workspace: 0.05, overview: 0.05 };
  const source = { history, client, table, where: 'memory', store: null, now, everySeconds };
  const served = await serveConsole(source, { port: 0, links });
  const url = new URL(served.url);
  try {
    const open = () => openIncidentsOf(source, 'production', now());
    return await use({ ...served, host: url.host, token: url.searchParams.get('token') ?? '', record, open });
  } finally {
    await served.close();
    await store.close();
  }
}

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Sends exactly that: no browser adds anything, or refuses to send it. */
export const sending = (host: string, { method = 'GET', path = '/', headers = {}, body = '' }: Sent): Promise<Got> =>
  new Promise((resolve, reject) => {
    const [hostname, port] = host.split(':');
    const asked = request({ hostname, port, method, path, headers: { host, ...headers }, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        });
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });

/** Brings the token as a browser would; what the browser knows from then on. */
export async function entering({ host, token }: Pick<GivenConsole, 'host' | 'token'>) {
  const { headers, text } = await sending(host, { path: `/?token=${token}` });
  const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
  const root = /url=http:\/\/[^/]+(\/[^"]+)"/.exec(text)?.[1] ?? '';
  return { cookie, root, setCookie: String(headers['set-cookie']) };
}
