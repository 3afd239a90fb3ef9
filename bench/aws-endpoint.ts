import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { LocalStore } from '../cli/store/local-store.ts';
import { environment } from '../lambda/check/environment.ts';

/** One port of this machine that stands in for all of AWS. */
export interface AwsEndpoint {
  /** As the check function finds it in Lambda. */
  readonly environment: Readonly<Record<string, string>>;
  /** Breaks every connection off, as it is broken off while a function is frozen. */
  dropConnections(): void;
  close(): Promise<void>;
}

/**
 * @param store where the history is kept; it is closed with the endpoint
 * @param answer what is made of a call; where it fails, the connection is broken off
 */
export async function openAwsEndpoint(
  store: LocalStore,
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<AwsEndpoint> {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const dropConnections = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    environment: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      [environment.historyTable]: store.table,
      [environment.alertTopic]: 'arn:aws:sns:us-east-1:123456789012:alerts',
    },
    dropConnections,
    close: async () => {
      server.close();
      dropConnections();
      await store.close();
    },
  };
}
