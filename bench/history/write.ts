import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { LocalStore } from '../../cli/store/local-store.ts';
import { type Item, toItem } from '../../adapters/dynamodb/item.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';

const keepSeconds = 40 * 86_400;

/** As many as DynamoDB takes at a time. */
const itemsPerWrite = 25;

/** Writes snapshots into a table as the check function would, but many at a time. */
export async function write(snapshots: Iterable<Snapshot>, { client, table }: LocalStore): Promise<void> {
  const documents = DynamoDBDocumentClient.from(client);
  let batch: Item[] = [];
  const flush = async (): Promise<void> => {
    const requests = batch.map((item) => ({ PutRequest: { Item: item } }));
    batch = [];
    if (requests.length > 0) await documents.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
  };
  for (const snapshot of snapshots) {
    batch.push(toItem(snapshot, { keepSeconds, writer: 'bench' }).item);
    if (batch.length === itemsPerWrite) await flush();
  }
  await flush();
}
