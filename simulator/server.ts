import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Timestamp } from '../core/base/time.ts';
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
    case 'late':
      giveLate(answer, now, response);
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

/** In real time, whatever clock the workspace goes by, unless the caller has lost patience before. */
const giveLate = (
  { afterSeconds, answer }: Extract<Answer, { kind: 'late' }>,
  now: Timestamp,
  response: ServerResponse,
): void => {
  const timer = setTimeout(() => {
    give(answer, now, response);
  }, afterSeconds * 1000);
  response.once('close', () => {
    clearTimeout(timer);
  });
};

interface ServeOptions {
  /** 0 takes any that is free. @default 0 */
  readonly port?: number;
  /** Called at each call, before it is answered. @default nothing */
  readonly onCall?: () => void;
}

/** Serves the workspace on the loopback interface. */
export const serve = (workspace: SimulatedWorkspace, options: ServeOptions = {}): Promise<SimulatedServer> => {
  const api = new Api(workspace);
  return listen((call) => ({ at: workspace.now(), answer: api.answer(call) }), options);
};

/** Serves many workspaces on the loopback interface, each below a path of its own: `/NAME`. */
export const serveEach = (
  workspaces: ReadonlyMap<string, SimulatedWorkspace>,
  options: ServeOptions = {},
): Promise<SimulatedServer> => {
  const apis = new Map([...workspaces].map(([name, workspace]) => [name, new Api(workspace)]));
  return listen((call) => {
    const [, name = '', path = ''] = /^\/([^/]+)(.*)$/.exec(call.path) ?? [];
    const [workspace, api] = [workspaces.get(name), apis.get(name)];
    if (workspace === undefined || api === undefined) throw new Error(`no workspace is served at ${call.path}`);
    return { at: workspace.now(), answer: api.answer({ ...call, path }) };
  }, options);
};

interface Answered {
  readonly at: Timestamp;
  readonly answer: Answer;
}

const listen = async (
  answerTo: (call: ApiCall) => Answered,
  { port = 0, onCall }: ServeOptions,
): Promise<SimulatedServer> => {
  const requests: ServedRequest[] = [];
  const server = createServer((request, response) => {
    const call = callOf(request);
    onCall?.();
    const { at, answer } = answerTo(call);
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
