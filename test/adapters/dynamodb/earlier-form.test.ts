import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { readEarlierForm } from '../../../adapters/dynamodb/earlier-form.ts';
import { alertFromItem, fromItem } from '../../../adapters/dynamodb/item.ts';
import { decompressAttributes } from '../../../adapters/dynamodb/large-attributes.ts';

interface OldItem {
  readonly plain: Readonly<Record<string, unknown>>;
  /** As an earlier version wrote it, in base64. */
  readonly compressed: string;
  /** What it read there: Brotli of JSON, in base64. */
  readonly holds: string;
}

/** Items that the last version wrote whose form was columns. */
const file = join(import.meta.dirname, '../../fixtures/items-in-earlier-form.json');
const oldItems = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, OldItem>>;
const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');
const oldItem = (name: string) => {
  const { plain, compressed } = oldItems[name] ?? { plain: {}, compressed: '' };
  return { ...plain, compressed: bytesOf(compressed) };
};

describe('an item that an earlier version compressed in columns', () => {
  test.each(Object.entries(oldItems))('is read as that version read it: %s', (_, { compressed, holds }) => {
    const expected: unknown = JSON.parse(brotliDecompressSync(bytesOf(holds)).toString());
    expect(decompressAttributes(bytesOf(compressed))).toEqual(expected);
  });

  test.each(Object.entries(oldItems))(
    'is read as it stands where it is not in columns: %s',
    (_, { compressed, holds }) => {
      expect(decompressAttributes(bytesOf(holds))).toEqual(decompressAttributes(bytesOf(compressed)));
    },
  );

  test('is a snapshot with all its instances, and what each of them said', () => {
    const { instances } = fromItem(oldItem('healthy-and-probed')).health;
    expect(instances).toHaveLength(32);
    expect(instances.filter(({ live }) => live !== undefined)).toHaveLength(11);
  });

  test('is an alert with all its changes, each with its incident and its instances', () => {
    const lost = fromItem(oldItem('lost-with-alert'));
    const changes = alertFromItem(oldItem('lost-with-alert'))?.alert.changes ?? [];
    expect(changes).toEqual(lost.alert?.changes);
    expect(changes).toHaveLength(24);
    const ids = lost.health.instances.map(({ id }) => id);
    expect(changes.map(({ incident }) => incident.subjects[0])).toEqual(expect.arrayContaining(ids));
    for (const { incident, instances } of changes) {
      for (const { id } of instances) expect(incident.subjects).toEqual([id]);
    }
    expect(changes.filter(({ instances }) => instances.length === 1)).toHaveLength(23);
  });

  test('names the process that took the place of another', () => {
    const { alert, health } = fromItem(oldItem('replaced-with-alert'));
    expect(alert?.changes.map(({ replacedBy }) => replacedBy?.id)).toEqual(
      health.instances.slice(0, 10).map(({ id }) => id),
    );
  });
});

test('a key that means something else in JavaScript stays a key', () => {
  const form: unknown = JSON.parse(
    '["rows", [[["__proto__", "constructor"], [["=", [{ "a": 1 }]], ["=", [2]]], 1]], []]',
  );
  const read = readEarlierForm(form);
  expect(JSON.stringify(read)).toBe('{"__proto__":{"a":1},"constructor":2}');
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
});

test.each([
  [null],
  [[]],
  [['=']],
  [['+', []]],
  [['=', ['no record']]],
  [['lists', ['one'], ['=', []]]],
  [['rows', [[['id'], ['='], 1]], []]],
  [['rows', [[['id'], [['=', []]], 'one']], []]],
  [['=', [{ alert: { changes: 'none' } }]]],
  [['=', [{ alert: { changes: [{ incident: 0, instances: 0 }] } }]]],
])('%j is refused', (json) => {
  expect(() => readEarlierForm(json)).toThrow(TypeError);
});
