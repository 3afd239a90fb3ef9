import { createServer, type Server } from 'node:http';
import type { ProbeAddress } from '../adapters/probe/settings.ts';
import { exposition } from './instance-answers.ts';
import type { SimulatedProcess } from './process.ts';
import type { SimulatedWorkspace } from './workspace.ts';

export interface InstanceServers {
  /** Where each place of the workspace is, for `probe.addresses`. */
  readonly addresses: Readonly<Record<string, ProbeAddress>>;
  close(): Promise<void>;
}

const host = '127.0.0.1';

/** Serves `/metrics` and `/readyz` of whatever lives at each place that there is now, each on a port of its own. */
export async function serveInstances(workspace: SimulatedWorkspace): Promise<InstanceServers> {
  const places = [...new Set(workspace.instances.map(({ place }) => `${place.host}:${place.port}`))];
  const servers: Server[] = [];
  const addresses: Record<string, ProbeAddress> = {};
  for (const place of places) {
    const server = createServer((request, response) => {
      const at = Date.parse(workspace.now());
      const process = workspace.processAt(place);
      if (process?.state(at) === 'hung') return;
      if (process?.state(at) !== 'running') request.socket.destroy();
      else answer(process, at, request.url, response);
    });
    servers.push(server);
    const port = await listening(server);
    addresses[place] = { host, metricsPort: port, readyPort: port };
  }
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(closed));
  };
  return { addresses, close };
}

function answer(
  process: SimulatedProcess,
  at: number,
  path: string | undefined,
  response: { writeHead: (status: number) => { end: (body: string) => unknown } },
): void {
  if (path === '/metrics') response.writeHead(200).end(exposition(process, at));
  else if (path !== '/readyz') response.writeHead(404).end('');
  else response.writeHead(process.isReady ? 200 : 503).end(JSON.stringify({ ready: process.isReady }));
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
