import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { History } from '../../adapters/dynamodb/history.ts';
import { regionOf } from './aws-region.ts';
import { commandClientConfig } from '../input/aws-clients.ts';
import { findTable } from './find-table.ts';

/** Where a history is kept: at most one of these. With none, it is that of the stack with the default name. */
export interface HistorySource {
  /** The name of a stack: its history is in the AWS account and region that the environment or profile says. */
  readonly stack?: string | undefined;
  /** The name of a table there, for who deployed it without the stack of this app. */
  readonly table?: string | undefined;
  /** The directory in which a `watch` kept it. */
  readonly store?: string | undefined;
}

export interface OpenHistory {
  readonly history: History;
  /** For what `history` has no method for. */
  readonly client: DynamoDBClient;
  readonly table: string;
  /** What to call it in a message: `the table NAME`, `the store in DIRECTORY`. */
  readonly where: string;
}

/**
 * Opens a history for as long as `use` takes.
 *
 * @throws Problem or HistoryError, in words of one line for a person
 */
export async function usingHistory<Result>(
  source: HistorySource,
  use: (opened: OpenHistory) => Promise<Result>,
): Promise<Result> {
  if (source.store === undefined) return usingDeployed(source, use);
  // Loaded only now: with the embedded DynamoDB, the command line takes twice as long to start.
  const { openKeptStore } = await import('./kept-store.ts');
  const store = await openKeptStore(source.store);
  const { client, table } = store;
  try {
    return await use({ history: new History(client, table), client, table, where: `the store in ${source.store}` });
  } finally {
    await store.close();
  }
}

async function usingDeployed<Result>(
  source: HistorySource,
  use: (opened: OpenHistory) => Promise<Result>,
): Promise<Result> {
  const table = source.table ?? (await findTable(source.stack));
  const client = new DynamoDBClient(commandClientConfig());
  try {
    await regionOf(client);
    return await use({ history: new History(client, table), client, table, where: `the table ${table}` });
  } finally {
    client.destroy();
  }
}
