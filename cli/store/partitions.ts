import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { explainErrors } from '../../adapters/dynamodb/history-error.ts';
import { historyTable } from '../../adapters/dynamodb/table.ts';

const { partitionKey, sortKey } = historyTable;

/** No sort key comes after this text. */
const afterAllKeys = '~';

/**
 * The partitions of a history. DynamoDB has no call for that, and reading the whole table would cost what the table
 * costs; but a scan may begin anywhere: one that begins at the end of a partition finds the next one at once.
 */
export async function* partitionsIn(client: DynamoDBClient, table: string): AsyncGenerator<string, void, undefined> {
  const seen = new Set<string>();
  for (let name = await nextName(client, table, null); name !== null; name = await nextName(client, table, name)) {
    // An emulator that does not begin where it was asked to would go round for ever.
    if (seen.has(name)) return;
    seen.add(name);
    yield name;
  }
}

async function nextName(client: DynamoDBClient, table: string, after: string | null): Promise<string | null> {
  const scan = new ScanCommand({
    TableName: table,
    Limit: 1,
    ProjectionExpression: '#partition',
    ExpressionAttributeNames: { '#partition': partitionKey },
    ...(after !== null && { ExclusiveStartKey: { [partitionKey]: { S: after }, [sortKey]: { S: afterAllKeys } } }),
  });
  const { Items: [item] = [] } = await explainErrors(table, 'Scan', () => client.send(scan));
  return item?.[partitionKey]?.S ?? null;
}
