import { type Fields, isFields, isList } from '../../core/base/json.ts';

/**
 * Records by their fields: for each name what the records hold under it, in their order, null where one holds nothing.
 * What holds nothing at all is a null, a list without entries, or a field that is not there.
 */
export type Columns = Readonly<Record<string, readonly unknown[]>>;

/** Takes half the room in JSON that the records take, and a third of the time to compress. */
export const toColumns = (records: readonly Fields[]): Columns => {
  // Without a prototype: a field may have any name.
  const columns = Object.create(null) as Record<string, unknown[]>;
  for (const [index, record] of records.entries())
    for (const name in record) {
      const value = record[name];
      if (isEmpty(value)) continue;
      const column = (columns[name] ??= new Array<unknown>(records.length).fill(null));
      column[index] = typeof value === 'object' ? withoutEmpty(value) : value;
    }
  return columns;
};

export const isColumns = (value: unknown): value is Columns => isFields(value) && Object.values(value).every(isList);

/** The records, without what they hold nothing under. */
export const fromColumns = (columns: Columns): Fields[] => {
  const records: Array<Record<string, unknown>> = [];
  for (const [name, column] of Object.entries(columns))
    for (const [index, value] of column.entries()) {
      const record = (records[index] ??= {});
      if (value !== null) record[name] = value;
    }
  return records;
};

/** Without nulls and empty lists, at any depth: reading fills them in again. */
export const withoutEmpty = (value: unknown): unknown => {
  if (isList(value)) return value.map(withoutEmpty);
  return isFields(value) ? leaveOutEmpty(value) : value;
};

/** A loop, since on Node 24 it takes a third of the time that a chain over the entries does. */
export const leaveOutEmpty = (fields: object): Fields => {
  const filled: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) if (!isEmpty(value)) filled[name] = withoutEmpty(value);
  return filled;
};

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (isList(value) && value.length === 0);
