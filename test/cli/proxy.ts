import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A proxy for https on loopback, and what was asked of it. */
export interface LocalProxy {
  readonly url: string;
  /** `host:port`, in the order in which it was asked for them. */
  readonly connections: readonly string[];
  /** What each asked with as Proxy-Authorization. */
  readonly authorizations: ReadonlyArray<string | undefined>;
}

/**
 * Runs a proxy for as long as `use` takes.
 *
 * @param target the port on this machine that stands for every host; null: it refuses each connection
 */
export const withProxy = async <T>(target: number | null, use: (proxy: LocalProxy) => Promise<T>): Promise<T> => {
  const connections: string[] = [];
  const authorizations: Array<string | undefined> = [];
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => void response.writeHead(501).end());
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('connect', (request, socket: Socket) => {
    connections.push(request.url ?? '');
    authorizations.push(request.headers['proxy-authorization']);
    if (target === null) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>');
      return;
    }
    const upstream = connect(target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    sockets.add(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await use({ url: `http://127.0.0.1:${port}`, connections, authorizations });
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
};
