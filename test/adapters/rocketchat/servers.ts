import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { findFreePort, listenOnFreePort, type RunningServer } from '../../servers.ts';

const running: RunningServer[] = [];

/** Each file of tests that starts servers is to stop them after each of its tests. */
export const closeServers = async (): Promise<void> => {
  await Promise.all(running.splice(0).map((server) => server.close()));
};

const started = async (server: Server, host?: string): Promise<RunningServer> => {
  const listening = await listenOnFreePort(server, host);
  running.push(listening);
  return listening;
};

/** An HTTP server; resolves to its URL. */
export const givenServer = async (listener: RequestListener, host?: string): Promise<string> =>
  (await started(createHttpServer(listener), host)).url;

export const givenHttpsServer = async (options: ServerOptions, listener: RequestListener): Promise<string> =>
  `https://localhost:${(await started(createHttpsServer(options, listener), 'localhost')).port}`;

/** A server whose certificate can be replaced while it runs, as by a reload. */
export const givenTlsServer = async (options: ServerOptions, listener: RequestListener) => {
  const server = createHttpsServer(options, listener);
  const { port } = await started(server, 'localhost');
  return {
    url: `https://localhost:${port}`,
    renew: (certificate: Pick<ServerOptions, 'key' | 'cert'>) => {
      server.setSecureContext({ ...options, ...certificate });
    },
    isResumed: (socket: Socket): boolean => socket instanceof TLSSocket && socket.isSessionReused(),
  };
};

/** A server that writes these bytes to each client that sends something, then hangs up; or resets, where there are none. */
export const givenRawServer = async (bytes: string | Buffer | null): Promise<string> => {
  const server = createTcpServer((socket) => {
    socket.once('data', () => {
      if (bytes === null) socket.resetAndDestroy();
      else socket.end(bytes);
    });
  });
  return (await started(server)).url;
};

/** A server that writes to each connection, once it is asked, as it likes. */
export const givenStreamingServer = async (write: (socket: Socket) => void): Promise<string> => {
  const server = createTcpServer((socket) => {
    socket.once('data', () => {
      write(socket);
    });
  });
  return (await started(server)).url;
};

/** The URL of a port where nothing listens. */
export const givenNoServer = async (): Promise<string> => `http://127.0.0.1:${await findFreePort()}`;
