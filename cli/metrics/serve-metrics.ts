import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { Problem } from '../base/problem.ts';
import { exposition, type WatchedFigures } from './exposition.ts';

/** Where metrics are served. */
export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

/** What a watch has seen since it began. */
export class SeenChecks {
  readonly #figures: Map<string, { readonly last: Snapshot | null; readonly checks: Map<string, number> }>;

  constructor(workspaces: readonly string[]) {
    this.#figures = new Map(workspaces.map((name) => [name, { last: null, checks: new Map<string, number>() }]));
  }

  add(snapshot: Snapshot): void {
    const { checks = new Map<string, number>() } = this.#figures.get(snapshot.workspace) ?? {};
    checks.set(snapshot.outcome, (checks.get(snapshot.outcome) ?? 0) + 1);
    this.#figures.set(snapshot.workspace, { last: snapshot, checks });
  }

  get figures(): readonly WatchedFigures[] {
    return [...this.#figures].map(([workspace, seen]) => ({ workspace, ...seen }));
  }
}

/**
 * Serves the metrics of a watch at `/metrics`, to be read by anybody who reaches the address: names of workspaces and
 * numbers, no secret.
 *
 * @throws Problem where it cannot listen there
 */
export async function serveMetrics(
  { host, port }: MetricsAddress,
  seen: SeenChecks,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, response, seen);
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Problem(`metrics cannot be served (${reason}): name another address with --metrics`);
  }
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer({ method, url = '' }: IncomingMessage, response: ServerResponse, seen: SeenChecks): void {
  const isRead = method === 'GET' || method === 'HEAD';
  const isThere = url.split('?')[0] === '/metrics';
  const status = !isThere ? 404 : isRead ? 200 : 405;
  const body = status === 200 ? exposition(seen.figures) : status === 404 ? 'see /metrics\n' : 'GET only\n';
  response.writeHead(status, {
    'Content-Type': status === 200 ? 'text/plain; version=0.0.4; charset=utf-8' : 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(method === 'HEAD' ? undefined : body);
}
