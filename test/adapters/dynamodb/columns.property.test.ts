import { expect, test } from '@jest/globals';
import { fromColumn, isColumn, toColumn } from '../../../adapters/dynamodb/columns.ts';
import { fc } from '../../property.ts';

const json = fc.jsonValue({ noUnicodeString: false });

test('columns give back whatever JSON they were made of', () => {
  fc.assert(
    fc.property(fc.array(json), (values) => {
      const parsed = JSON.parse(JSON.stringify(values)) as unknown[];
      const column: unknown = JSON.parse(JSON.stringify(toColumn(parsed)));
      expect(isColumn(column) && fromColumn(column)).toEqual(parsed);
    }),
  );
});

test.each([
  [null],
  [['=']],
  [['+', []]],
  [['lists', ['one'], ['=', []]]],
  [['rows', [[['id'], ['='], 1]], []]],
  [['rows', [[['id'], [['=', []]], 'one']], []]],
])('%j is no column', (value) => {
  expect(isColumn(value)).toBe(false);
});

test('records of different shapes, in any order, stay in their order', () => {
  const shape = fc.record({ a: fc.nat(), b: fc.array(fc.record({ c: fc.nat() })) }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.array(shape), (rows) => {
      expect(fromColumn(toColumn(rows))).toEqual(rows);
    }),
  );
});

test('a key that means something else in JavaScript stays a key', () => {
  const rows = JSON.parse('[{ "__proto__": { "a": 1 }, "constructor": 2 }]') as unknown[];
  const read = fromColumn(toColumn(rows));
  expect(JSON.stringify(read)).toBe(JSON.stringify(rows));
  expect(Object.getPrototypeOf(read[0])).toBe(Object.prototype);
});

test('what records say of one field stands together', () => {
  expect(
    toColumn([
      { id: 'x', tags: ['a', 'b'] },
      { id: 'y', tags: [] },
    ]),
  ).toEqual([
    'rows',
    [
      [
        ['id', 'tags'],
        [
          ['=', ['x', 'y']],
          ['lists', [2, 0], ['=', ['a', 'b']]],
        ],
        2,
      ],
    ],
    [],
  ]);
});
