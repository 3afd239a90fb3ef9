import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';
import { ensureHistoryTable } from '../../../cli/store/history-table.ts';
import { type LocalStore, openLocalStore } from '../../../cli/store/local-store.ts';
import { History, type HistoryOptions } from '../../../adapters/dynamodb/history.ts';

type Store = Pick<LocalStore, 'client' | 'table' | 'close'>;

/** A history on an embedded DynamoDB, asked by a client of the SDK. */
export interface GivenStore extends Store {
  readonly history: (options?: HistoryOptions) => History;
  /** The calls made since this was last asked, by name. */
  readonly calls: () => readonly string[];
}

/** The URL of a DynamoDB that the tests are to use in place of the embedded one: see test/deploy/other-dynamo.ts. */
export const otherEndpoint = 'HISTORY_TEST_ENDPOINT';

export const givenStore = async (): Promise<GivenStore> => {
  const { [otherEndpoint]: endpoint } = process.env;
  const store = endpoint === undefined ? await openLocalStore(null) : await openTableAt(endpoint);
  const calls = countCalls(store.client);
  return { ...store, calls, history: (options) => new History(store.client, store.table, options) };
};

/** A table of its own there. */
const openTableAt = async (endpoint: string): Promise<Store> => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  const table = `history-${randomUUID()}`;
  await ensureHistoryTable(client, table);
  return {
    client,
    table,
    close: () => {
      client.destroy();
      return Promise.resolve();
    },
  };
};

const countCalls = (client: DynamoDBClient): (() => readonly string[]) => {
  let calls: string[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        calls.push(String(commandName).replace('Command', ''));
        return next(args);
      },
    { step: 'finalizeRequest', name: 'countCalls' },
  );
  return () => {
    const made = calls;
    calls = [];
    return made;
  };
};

export const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
};
