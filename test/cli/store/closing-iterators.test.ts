import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import database from 'dynalite/db/index.js';
import { EmbeddedDynamo } from '../../../cli/store/embedded-dynamo.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

/** The embedded DynamoDB with a table of three items, and how many iterators of its database are open. */
async function givenTable() {
  const created = jest.spyOn(database, 'create');
  const dynamo = new EmbeddedDynamo(null);
  const [result] = created.mock.results;
  if (result?.type !== 'return') throw new Error('no database was made');
  const { db } = result.value;
  let [opened, closed] = [0, 0];
  const open = db.values.bind(db);
  db.values = (options) => {
    const iterator = open(options);
    const close = iterator.close.bind(iterator);
    opened += 1;
    iterator.close = () => {
      closed += 1;
      return close();
    };
    return iterator;
  };
  const call = async (operation: string, input: object): Promise<unknown> => {
    const { status, json } = await dynamo.answer(`DynamoDB_20120810.${operation}`, JSON.stringify(input));
    expect([status, json]).toEqual([200, expect.any(String)]);
    return JSON.parse(json);
  };
  await call('CreateTable', {
    TableName: 'table',
    AttributeDefinitions: [
      { AttributeName: 'a', AttributeType: 'S' },
      { AttributeName: 'b', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'a', KeyType: 'HASH' },
      { AttributeName: 'b', KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  });
  const isActive = async (): Promise<boolean> =>
    JSON.stringify(await call('DescribeTable', { TableName: 'table' })).includes('"ACTIVE"');
  while (!(await isActive())) await setImmediate();
  for (const b of ['1', '2', '3']) await call('PutItem', { TableName: 'table', Item: { a: { S: 'x' }, b: { S: b } } });
  return { dynamo, call, counts: () => ({ opened, closed }) };
}

const query = {
  TableName: 'table',
  KeyConditionExpression: 'a = :a',
  ExpressionAttributeValues: { ':a': { S: 'x' } },
};

describe('a query of the embedded DynamoDB leaves no iterator open', () => {
  test.each([
    ['that is read to its end', 'Query', query, 3],
    ['of which the first item is enough', 'Query', { ...query, Limit: 1 }, 1],
    ['of the whole table', 'Scan', { TableName: 'table' }, 3],
  ])('%s', async (_, operation, input, count) => {
    const { dynamo, call, counts } = await givenTable();
    expect(await call(operation, input)).toMatchObject({ Count: count });
    // An iterator is closed in the turns after the answer. To close the database would close all that are left.
    for (let turn = 0; turn < 100 && counts().closed < counts().opened; turn += 1) await setImmediate();
    expect(counts().opened).toBeGreaterThan(0);
    expect(counts().closed).toBe(counts().opened);
    await dynamo.close();
  });
});
