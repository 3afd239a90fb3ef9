import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, type Server, type Socket } from 'node:net';

/** A server that listens on this machine. */
export interface RunningServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Stops it and breaks off what is still open; may be called again. */
  readonly close: () => Promise<void>;
}

/** Has a server, of whatever protocol, listen on a port that is free. */
export const listenOnFreePort = async (server: Server, host = '127.0.0.1'): Promise<RunningServer> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Clients that hang up are what many tests are about.
    socket.on('error', () => undefined);
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      resolve(portOf(server.address()));
    });
  });
  return {
    port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        // The only error there could be is that it is closed already.
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
};

export const serveHttp = (listener: RequestListener, host?: string): Promise<RunningServer> =>
  listenOnFreePort(createServer(listener), host);

/** A server for as long as `use` takes. */
export const withServer = async <T>(listener: RequestListener, use: (url: string) => Promise<T>): Promise<T> => {
  const server = await serveHttp(listener);
  try {
    return await use(server.url);
  } finally {
    await server.close();
  }
};

/** A port where nothing listens. */
export const findFreePort = async (): Promise<number> => {
  const server = await serveHttp(() => undefined);
  await server.close();
  return server.port;
};

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
};
