import { describe, expect, test } from '@jest/globals';
import { fromColumns, isColumns, leaveOutEmpty, toColumns } from '../../../adapters/dynamodb/columns.ts';
import { isFields } from '../../../core/base/json.ts';

const inJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('records in columns', () => {
  const records = [
    { id: 'a', port: '3000', connected: false, pid: 0, course: '' },
    { id: 'b', port: null, connected: null, replacedAt: ['2026-11-21T12:00:00.000Z'], replaces: null },
    { id: 'c', port: undefined, replacedAt: [], live: { ready: null, series: [], heapBytes: 1 } },
  ];

  test('hold what each record says of a field side by side', () => {
    expect(inJson(toColumns(records))).toEqual({
      id: ['a', 'b', 'c'],
      port: ['3000', null, null],
      connected: [false, null, null],
      pid: [0, null, null],
      course: ['', null, null],
      replacedAt: [null, ['2026-11-21T12:00:00.000Z'], null],
      live: [null, null, { heapBytes: 1 }],
    });
  });

  test('are read back without what is empty', () => {
    const columns = inJson(toColumns(records));
    if (!isColumns(columns)) throw new Error('they are columns');
    expect(fromColumns(columns)).toEqual(records.map(leaveOutEmpty));
  });

  test('may have a field of any name', () => {
    const odd: unknown = JSON.parse('[{"__proto__":1,"constructor":2,"length":3}]');
    const columns = toColumns((Array.isArray(odd) ? odd : []).filter(isFields));
    expect(JSON.stringify(columns)).toBe('{"__proto__":[1],"constructor":[2],"length":[3]}');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('are none where a field is not a list', () => {
    expect([{ id: ['a'] }, { id: 'a' }, [['a']], null, {}].map(isColumns)).toEqual([true, false, false, false, true]);
  });
});
