import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

/** A dead man's switch that remembers how it was called. */
export interface SwitchServer {
  /** `http://127.0.0.1:PORT/ping/a-secret` */
  readonly url: string;
  /** `GET /ping/a-secret/start`, in the order in which they came. */
  readonly calls: readonly string[];
  close(): Promise<void>;
}

export const switchPath = '/ping/a-secret';

/** @param answer @default OK, as Healthchecks.io says it */
export async function serveSwitch(
  answer: RequestListener = (_, response) => void response.end('OK'),
): Promise<SwitchServer> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${String(request.method)} ${String(request.url)}`);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}${switchPath}`,
    calls,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
