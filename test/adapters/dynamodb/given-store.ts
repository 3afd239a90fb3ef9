import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type LocalStore, openLocalStore } from '../../../cli/store/local-store.ts';
import { History, type HistoryOptions } from '../../../adapters/dynamodb/history.ts';

/** A history on an embedded DynamoDB, asked by a client of the SDK. */
export interface GivenStore extends LocalStore {
  readonly history: (options?: HistoryOptions) => History;
  /** The calls made since this was last asked, by name. */
  readonly calls: () => readonly string[];
}

export const givenStore = async (): Promise<GivenStore> => {
  const store = await openLocalStore(null);
  const calls = countCalls(store.client);
  return { ...store, calls, history: (options) => new History(store.client, store.table, options) };
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
