import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toItem } from '../../adapters/dynamodb/item.ts';
import { historyTable } from '../../adapters/dynamodb/table.ts';
import { snapshot } from '../adapters/dynamodb/arbitrary.ts';
import { givenAlerting, givenInstances, noon } from '../adapters/dynamodb/given.ts';
import { type GivenStore, givenStore } from '../adapters/dynamodb/given-store.ts';
import { fc } from '../property.ts';
import { recordExamples } from './history-fixture.ts';
import { blocksOf, statementsOf, wordsOf } from './queries.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/history.md'), 'utf8');
const keeping = { keepSeconds: 3600, writer: 'docs' };

let store: GivenStore;
beforeAll(async () => {
  store = await givenStore();
  await recordExamples(store.client, store.table);
});
afterAll(() => store.close());

/** What each option of `aws dynamodb query` is in the API; what is not here is not tested, and not to be used. */
const options: Readonly<Record<string, (value: string) => Partial<QueryCommandInput>>> = {
  '--table-name': (TableName) => ({ TableName }),
  '--index-name': (IndexName) => ({ IndexName }),
  '--key-condition-expression': (KeyConditionExpression) => ({ KeyConditionExpression }),
  '--filter-expression': (FilterExpression) => ({ FilterExpression }),
  '--projection-expression': (ProjectionExpression) => ({ ProjectionExpression }),
  '--expression-attribute-values': (json) => ({
    ExpressionAttributeValues: JSON.parse(json) as NonNullable<QueryCommandInput['ExpressionAttributeValues']>,
  }),
  '--limit': (count) => ({ Limit: Number(count) }),
  '--select': (select) => (select === 'COUNT' ? { Select: select } : {}),
};

const inputOf = (command: string): QueryCommandInput => {
  const [aws, dynamodb, query, ...words] = wordsOf(command);
  expect([aws, dynamodb, query]).toEqual(['aws', 'dynamodb', 'query']);
  let input: QueryCommandInput = { TableName: '' };
  for (let index = 0; index < words.length; index += 2) {
    const word = words[index] ?? '';
    if (word === '--no-scan-index-forward') {
      input = { ...input, ScanIndexForward: false };
      index -= 1;
      continue;
    }
    const read = options[word];
    if (read === undefined) throw new Error(`${word} is an option that this test does not know`);
    input = { ...input, ...read((words[index + 1] ?? '').replace('$TABLE', store.table)) };
  }
  return input;
};

const commands = blocksOf(text, 'sh').filter((block) => block.startsWith('aws '));
const expected: ReadonlyArray<readonly string[] | number> = [
  ['25', '26', '27', '28'],
  ['28'],
  ['27', '28'],
  ['28'],
  1,
  ['27'],
];

describe('the queries of docs/history.md for the AWS CLI', () => {
  test('are as many as are tested', () => {
    expect(commands).toHaveLength(expected.length);
  });

  test.each(commands.map((command, index) => [index + 1, command, expected[index]]))(
    'number %d finds what it says',
    async (_, command, finds) => {
      const { Items: items = [], Count: count } = await store.client.send(new QueryCommand(inputOf(String(command))));
      const minutes = items.map(({ takenAt, alertedAt }) => (takenAt ?? alertedAt)?.S?.slice(14, 16));
      expect(typeof finds === 'number' ? count : minutes).toEqual(finds);
    },
  );
});

test('each PartiQL statement of docs/history.md names its workspace, the table and what it is about', () => {
  const statements = statementsOf(text, 'some-table');
  expect(statements).toHaveLength(4);
  for (const [about, statement] of statements) {
    expect(about).not.toBe('');
    expect(statement).toMatch(/^SELECT .* FROM "some-table"(\."alerts")? WHERE workspace = 'production' AND /);
  }
});

test('docs/history.md lists every attribute that an item may have, and no other', () => {
  const large = { ...givenAlerting(noon, givenInstances(60, 'missing')), omitted: ['descriptions'] as const };
  const items = [...fc.sample(snapshot, { numRuns: 100 }), large].map((one) => toItem(one, keeping).item);
  const [, table = ''] = /^## Attributes$([\s\S]*?)^## /m.exec(text) ?? [];
  const documented = [...table.matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name);
  expect(new Set(documented)).toEqual(new Set(items.flatMap((item) => Object.keys(item))));
  expect(documented).toEqual(expect.arrayContaining([...historyTable.alertsIndex.projectedAttributes]));
});

type Columns = Readonly<Record<string, readonly unknown[]>>;

/** What columns hold, as docs/history.md says: null stands where an entry has no such field. */
const rowsOf = (columns: Columns): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  (columns['id'] ?? []).map((_, index) =>
    Object.fromEntries(
      Object.entries(columns).flatMap(([key, values]) => {
        const value = values[index] ?? null;
        return value === null ? [] : [[key, value]];
      }),
    ),
  );

test('the lines of docs/history.md for Node read what is compressed in an item', () => {
  const { compressed } = toItem(givenAlerting(noon, givenInstances(60, 'missing')), keeping).item;
  if (!(compressed instanceof Uint8Array)) throw new Error('sixty instances are compressed');
  const [lines = ''] = blocksOf(text, 'js');
  const input = Buffer.from(compressed).toString('base64');
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', lines], { input, encoding: 'utf8' });
  const { instances = {}, incidents = {} } = JSON.parse(output) as Readonly<Record<string, Columns>>;
  const isLeftOut = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);
  const withoutEmpty = (_: string, value: unknown): unknown => (isLeftOut(value) ? undefined : value);
  expect(rowsOf(instances)).toEqual(JSON.parse(JSON.stringify(givenInstances(60, 'missing'), withoutEmpty)));
  expect(rowsOf(incidents)).toHaveLength(60);
});
