import { BatchWriteItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { historyTable, isOfWorkspace } from '../../adapters/dynamodb/table.ts';
import { millisecondsOf, type Timestamp } from '../../core/base/time.ts';
import { partitionsIn } from './partitions.ts';

const { partitionKey, sortKey, timeToLive } = historyTable;

/** How many items of a page are looked at; a call of DynamoDB deletes no more than 25. */
const pageSize = 25;

interface Removal {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly now: Timestamp;
  readonly interruption: AbortSignal;
}

/**
 * Deletes what has expired, as the TTL of DynamoDB does: the embedded one has none. Snapshots expire in the order in
 * which they were taken, so that little else is looked at.
 *
 * @returns how many items were deleted
 */
export async function removeExpired({ client, table, now, interruption }: Removal): Promise<number> {
  let removed = 0;
  for await (const partition of partitionsIn(client, table)) {
    const isOrdered = isOfWorkspace(partition);
    let from: Key | undefined;
    do {
      if (interruption.aborted) return removed;
      const { Items: items = [], LastEvaluatedKey: next } = await client.send(pageOf(table, partition, from));
      const expired = items.filter((item) => Number(item[timeToLive]?.N ?? Infinity) <= millisecondsOf(now) / 1000);
      if (expired.length > 0) await client.send(deletionOf(table, expired));
      removed += expired.length;
      from = isOrdered && expired.length < items.length ? undefined : next;
    } while (from !== undefined);
  }
  return removed;
}

type Key = NonNullable<QueryCommand['input']['ExclusiveStartKey']>;

const pageOf = (table: string, partition: string, from: Key | undefined): QueryCommand =>
  new QueryCommand({
    TableName: table,
    KeyConditionExpression: '#partition = :partition',
    ProjectionExpression: '#partition, #key, #expiresAt',
    ExpressionAttributeNames: { '#partition': partitionKey, '#key': sortKey, '#expiresAt': timeToLive },
    ExpressionAttributeValues: { ':partition': { S: partition } },
    ExclusiveStartKey: from,
    Limit: pageSize,
  });

const deletionOf = (table: string, items: readonly Key[]): BatchWriteItemCommand =>
  new BatchWriteItemCommand({
    RequestItems: {
      [table]: items.map((item) => ({
        DeleteRequest: {
          Key: Object.fromEntries([partitionKey, sortKey].flatMap((name) => (item[name] ? [[name, item[name]]] : []))),
        },
      })),
    },
  });
