import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Timestamp } from '../lambda/time.ts';
import { Api, type ApiCall } from './api.ts';
import type { Answer } from './faults.ts';
import type { SimulatedWorkspace } from './workspace.ts';

/** A call the server has received, without its credentials. */
export interface ServedRequest {
  readonly at: Timestamp;
  readonly method: string;
  readonly path: string;
  /** The status it was answered with; null where it was not answered. */
  readonly status: number | null;
}

export interface SimulatedServer {
  /** Without a trailing slash. */
  readonly url: string;
  /** All calls so far, oldest first. */
  readonly requests: readonly ServedRequest[];
  /** Stops listening and breaks off whatever is still open, hung calls too. */
  close(): Promise<void>;
}

const headerOf = (request: IncomingMessage, name: string): string | undefined => [request.headers[name]].flat()[0];

const callOf = (request: IncomingMessage): ApiCall => ({
  method: request.method ?? '',
  path: (request.url ?? '').replace(/\?.*$/, ''),
  userId: headerOf(request, 'x-user-id'),
  authToken: headerOf(request, 'x-auth-token'),
  remoteAddress: request.socket.remoteAddress ?? '',
});

const give = (answer: Answer, now: Timestamp, response: ServerResponse): void => {
  switch (answer.kind) {
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'unfinished':
    case 'response':
      response.writeHead(answer.status, { ...answer.headers, date: new Date(now).toUTCString() });
      if (answer.kind === 'response') response.end(answer.body);
      else response.write(answer.body);
  }
};

/** Serves the workspace on the loopback interface; port 0 takes any that is free. */
export const serve = async (
  workspace: SimulatedWorkspace,
  { port = 0 }: { readonly port?: number } = {},
): Promise<SimulatedServer> => {
  const api = new Api(workspace);
  const requests: ServedRequest[] = [];
  const server = createServer((request, response) => {
    const call = callOf(request);
    const at = workspace.now();
    const answer = api.answer(call);
    requests.push({ at, method: call.method, path: call.path, status: 'status' in answer ? answer.status : null });
    give(answer, at, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The simulated workspace has no port to listen on.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        // The only error there could be is that it is closed already.
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
