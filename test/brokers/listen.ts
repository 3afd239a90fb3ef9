import { once } from 'node:events';
import type { Server } from 'node:http';

/** Has the server listen on a free port of the loopback interface. Resolves with its URL. */
export async function listen(server: Server): Promise<string> {
  server.listen({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}
