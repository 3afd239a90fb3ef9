import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, ExecuteStatementCommand } from '@aws-sdk/client-dynamodb';
import { ensureHistoryTable } from '../../cli/store/history-table.ts';
import { recordExamples } from '../docs/history-fixture.ts';
import { statementsOf } from '../docs/queries.ts';
import { credentials, region } from './cloud.ts';

const document = join(import.meta.dirname, '../../docs/history.md');
const table = 'docs-history';

/** The minutes of the checks that each statement of the document finds, in its order. */
const expected = [['25', '26', '27', '28'], ['27', '28'], ['26'], ['27']];

/** Runs the PartiQL of docs/history.md on the checks of its day: the embedded DynamoDB of the other tests knows none. */
export async function runDocumentedStatements(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region, credentials, maxAttempts: 2 });
  try {
    await ensureHistoryTable(client, table);
    await recordExamples(client, table);
    const found: string[][] = [];
    for (const [, Statement] of statementsOf(readFileSync(document, 'utf8'), table)) {
      const { Items: items = [] } = await client.send(new ExecuteStatementCommand({ Statement }));
      found.push(items.map(({ takenAt, alertedAt }) => (takenAt ?? alertedAt)?.S?.slice(14, 16) ?? '').sort());
    }
    assert.deepEqual(found, expected);
  } finally {
    client.destroy();
  }
}
