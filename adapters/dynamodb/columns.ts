import { type Fields, isFields, isList } from '../../core/base/json.ts';

/**
 * The same data turned by ninety degrees: what a thousand records say of one field stands side by side, and field
 * names stand once. Compressed, that takes much less room than the records one after the other, and an alert that
 * repeats what instances and incidents hold takes next to none, because its columns read like theirs.
 *
 * One column: `['=', values]` as they are; `['lists', lengths, items]` lists, laid end to end;
 * `['rows', shapes, shapeOfEach]` records, by the keys they have, with a column per key. (`shapeOfEach` is empty
 * where all have the same.)
 */
export type Column =
  | readonly ['=', readonly unknown[]]
  | readonly ['lists', readonly number[], Column]
  | readonly ['rows', readonly Shape[], readonly number[]];
type Shape = readonly [keys: readonly string[], columns: readonly Column[], rows: number];

/**
 * Whether a value is a column, as far down as columns go; what they hold may be anything. By hand, not by a schema:
 * that would look at each of some hundred thousand values as well, and take longer than all else in reading an item.
 */
export const isColumn = (value: unknown): value is Column => {
  if (!isList(value)) return false;
  const [kind, first, second] = value;
  switch (kind) {
    case '=':
      return isList(first);
    case 'lists':
      return areNumbers(first) && isColumn(second);
    case 'rows':
      return isList(first) && first.every(isShape) && areNumbers(second);
    default:
      return false;
  }
};

const isShape = (value: unknown): value is Shape => {
  if (!isList(value)) return false;
  const [keys, columns, rows] = value;
  return isList(keys) && keys.every(isText) && isList(columns) && columns.every(isColumn) && typeof rows === 'number';
};

const isText = (value: unknown): value is string => typeof value === 'string';
const areNumbers = (value: unknown): value is readonly number[] =>
  isList(value) && value.every((one) => typeof one === 'number');

/** `values`: whatever JSON can hold. */
export const toColumn = (values: readonly unknown[]): Column => {
  if (values.length === 0) return ['=', values];
  if (values.every(isList)) return ['lists', values.map((list) => list.length), toColumn(values.flat())];
  if (values.every(isFields)) return toRows(values);
  return ['=', values];
};

const toRows = (rows: readonly Fields[]): Column => {
  const shapes = new Map<string, { keys: string[]; index: number; rows: Fields[] }>();
  const shapeOfEach = rows.map((row) => {
    const keys = Object.keys(row);
    const name = JSON.stringify(keys);
    const shape = shapes.get(name) ?? { keys, index: shapes.size, rows: [] };
    shapes.set(name, shape);
    shape.rows.push(row);
    return shape.index;
  });
  const columnsOfShape = [...shapes.values()].map(({ keys, rows: alike }): Shape => [
    keys,
    keys.map((key) => toColumn(alike.map((row) => row[key]))),
    alike.length,
  ]);
  return ['rows', columnsOfShape, shapes.size === 1 ? [] : shapeOfEach];
};

/** What `toColumn` was given. */
export const fromColumn = (column: Column): readonly unknown[] => {
  switch (column[0]) {
    case '=':
      return column[1];
    case 'lists':
      return fromLists(column[1], fromColumn(column[2]));
    case 'rows':
      return fromRows(column[1], column[2]);
  }
};

const fromLists = (lengths: readonly number[], items: readonly unknown[]): readonly unknown[] => {
  let taken = 0;
  return lengths.map((length) => items.slice(taken, (taken += length)));
};

const fromRows = (shapes: readonly Shape[], shapeOfEach: readonly number[]): readonly unknown[] => {
  const rowsOfShape = shapes.map(([keys, columns, count]) => {
    const values = columns.map(fromColumn);
    // Three times as fast as to make each record of its entries; and a key such as `__proto__` is already its own.
    const blank: Fields = Object.fromEntries(keys.map((key) => [key, null]));
    return Array.from({ length: count }, (_, row) => {
      const record: Record<string, unknown> = { ...blank };
      for (const [index, key] of keys.entries()) record[key] = values[index]?.[row];
      return record;
    });
  });
  const taken = shapes.map(() => 0);
  return shapeOfEach.length === 0
    ? (rowsOfShape[0] ?? [])
    : shapeOfEach.map((shape) => {
        const row = taken[shape] ?? 0;
        taken[shape] = row + 1;
        return rowsOfShape[shape]?.[row];
      });
};
