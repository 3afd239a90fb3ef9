import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type LocalStore, openLocalStore } from '../../cli/store/local-store.ts';
import { serveHttp } from '../servers.ts';

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
  const server = await serveHttp((request, response) => {
    const answer = answers.get(request.url?.split('/')[1] ?? '');
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
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
      return { url: `${server.url}/${key}`, remove: () => answers.delete(key) };
    },
    close: async () => {
      await server.close();
      await store.close();
    },
  };
}
