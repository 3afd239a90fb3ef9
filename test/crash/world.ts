import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type LocalStore, openLocalStore } from '../../cli/store/dynalite.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What is outside of the processes and outlives them: an embedded DynamoDB, and the watched workspaces. */
export interface World {
  readonly store: LocalStore;
  /** For a client of its own on the store. */
  readonly dynamo: DynamoDBClientConfig & Pick<LocalStore['client']['config'], 'requestHandler'>;
  /** Has a workspace answer; gives its URL, and a function that takes it away again. */
  serve(answer: Answer): { readonly url: string; readonly remove: () => void };
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const answers = new Map<string, Answer>();
  const server = createServer((request, response) => {
    const answer = answers.get(request.url?.split('/')[1] ?? '');
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const store = await openLocalStore(null);
  const { config } = store.client;
  let served = 0;
  return {
    store,
    dynamo: {
      region: 'local',
      endpoint: (await config.endpoint?.()) ?? '',
      credentials: config.credentials,
      requestHandler: config.requestHandler,
    },
    serve: (answer) => {
      const key = `w${(served += 1)}`;
      answers.set(key, answer);
      return { url: `http://127.0.0.1:${port}/${key}`, remove: () => answers.delete(key) };
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await store.close();
    },
  };
}
