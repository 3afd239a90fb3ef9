import { afterEach } from '@jest/globals';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';

const running = new Map<Server, Set<Socket>>();

afterEach(async () => {
  await Promise.all([...running].map(([server, sockets]) => stopped(server, sockets)));
  running.clear();
});

const stopped = async (server: Server, sockets: Set<Socket>): Promise<void> => {
  const closed = new Promise((resolve) => server.close(resolve));
  for (const socket of sockets) socket.destroy();
  await closed;
};

/** Starts a server on a free port; it is stopped with its connections after the test, however that ends. */
const started = async (server: Server, host: string): Promise<number> => {
  const sockets = new Set<Socket>();
  running.set(server, sockets);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    // Clients that hang up are what is tested.
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  return (server.address() as AddressInfo).port;
};

/** An HTTP server; resolves to its URL. */
export const givenServer = async (listener: RequestListener, host = '127.0.0.1'): Promise<string> => {
  const port = await started(createHttpServer(listener), host);
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
};

export const givenHttpsServer = async (options: ServerOptions, listener: RequestListener): Promise<string> =>
  `https://localhost:${await started(createHttpsServer(options, listener), 'localhost')}`;

/** A server that writes these bytes to whoever sends something, then hangs up; or resets, where there are none. */
export const givenRawServer = async (bytes: string | Buffer | null): Promise<string> => {
  const server = createTcpServer((socket) => {
    socket.once('data', () => {
      if (bytes === null) socket.resetAndDestroy();
      else socket.end(bytes);
    });
  });
  return `http://127.0.0.1:${await started(server, '127.0.0.1')}`;
};

/** The URL of a port where nothing listens. */
export const givenNoServer = async (): Promise<string> => {
  const server = createTcpServer();
  const port = await started(server, '127.0.0.1');
  await new Promise((resolve) => server.close(resolve));
  running.delete(server);
  return `http://127.0.0.1:${port}`;
};
