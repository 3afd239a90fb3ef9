import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { reasonOf } from '../base/reason-of.ts';
import { requestBody } from '../base/request-body.ts';
import type { Answering } from './local-client.ts';

/** The file in the directory of a store by which a running watch can be asked. */
export const controlSocket = 'control.sock';

/** The path at which it says how its checks go; at any other, its store answers as DynamoDB does. */
export const progressPath = '/progress';

/** Every system takes so many bytes in the name of a socket. */
const maxPathBytes = 103;
const maxBodyBytes = 1024 * 1024;

interface Controlled {
  readonly store: Answering;
  /** How the checks go, as JSON. */
  readonly progress: () => unknown;
}

/**
 * Lets other processes of the same user ask a watch, which has its store to itself. The socket is in the directory of
 * the store, which must be open to its owner alone.
 *
 * @returns what ends it
 * @throws Error where there can be no socket, such as under a path that is too long
 */
export async function serveControl(directory: string, controlled: Controlled): Promise<() => Promise<void>> {
  const path = join(directory, controlSocket);
  if (Buffer.byteLength(path) > maxPathBytes) throw new Error(`the path ${path} is too long for a socket`);
  // One that was left by a watch that was killed: the process that has the store open is the only watch on it.
  await rm(path, { force: true });
  const server = createServer(answering(controlled));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  // A connection that breaks off is the end of a question, and of nothing else.
  server.on('error', () => undefined);
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(path, { force: true });
  };
}

const answering =
  ({ store, progress }: Controlled): RequestListener =>
  (request, response) => {
    const answer = (status: number, json: string): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(json);
    };
    if (request.url === progressPath) {
      answer(200, JSON.stringify(progress()));
      return;
    }
    void bodyOf(request)
      .then((body) => store.answer(String(request.headers['x-amz-target']), body))
      .then(
        ({ status, json }) => {
          answer(status, json);
        },
        (error: unknown) => {
          answer(400, JSON.stringify({ message: reasonOf(error) }));
        },
      );
  };

async function bodyOf(request: IncomingMessage): Promise<string> {
  const body = await requestBody(request, maxBodyBytes);
  if (body === null) throw new Error(`the request has more than ${maxBodyBytes} bytes`);
  return body;
}
