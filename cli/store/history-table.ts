import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { historyTable } from '../../adapters/dynamodb/table.ts';

const { partitionKey, sortKey, alertsIndex } = historyTable;

/** Makes the history's table where it is missing; on return it can be used. TTL is left off: the emulator has none. */
export const ensureHistoryTable = async (client: DynamoDBClient, table: string): Promise<void> => {
  if ((await statusOf(client, table)) === 'MISSING') await createHistoryTable(client, table);
  for (let look = 0; (await statusOf(client, table)) !== 'ACTIVE'; look += 1) {
    if (look === 100) throw new Error(`the table ${table} does not become active`);
    await sleep(10);
  }
};

const statusOf = async (client: DynamoDBClient, table: string): Promise<string | undefined> => {
  try {
    const { Table: description } = await client.send(new DescribeTableCommand({ TableName: table }));
    return description?.TableStatus;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return 'MISSING';
    throw error;
  }
};

const createHistoryTable = async (client: DynamoDBClient, table: string): Promise<void> => {
  const keys = new Set<string>([partitionKey, sortKey, alertsIndex.partitionKey, alertsIndex.sortKey]);
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...keys].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: partitionKey, KeyType: 'HASH' },
        { AttributeName: sortKey, KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: alertsIndex.name,
          KeySchema: [
            { AttributeName: alertsIndex.partitionKey, KeyType: 'HASH' },
            { AttributeName: alertsIndex.sortKey, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...alertsIndex.projectedAttributes] },
        },
      ],
    }),
  );
};
