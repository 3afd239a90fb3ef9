import { type Fields, isFields, isList } from '../../core/base/json.ts';

/*
 * Until plain JSON took its place, what is compressed in an item was written column by column: what all records say
 * of one field side by side, and a place in `incidents` or `instances` (a number) for each of them that an alert
 * repeats. Items stay for as long as `history.keep` says, so this form is still read; it is no longer written.
 *
 * One column: `['=', values]` as they are; `['lists', lengths, items]` lists, laid end to end;
 * `['rows', shapes, shapeOfEach]` records, by the keys they have: each shape is `[keys, columns, rows]`, and
 * `shapeOfEach` is empty where all records have the same.
 */

/** Throws a `TypeError` where it is something else. */
export const readEarlierForm = (json: unknown): Fields => withReferencesResolved(fieldsIn(readColumn(json)[0]));

const readColumn = (column: unknown): readonly unknown[] => {
  const [kind, first, second] = listIn(column);
  switch (kind) {
    case '=':
      return listIn(first);
    case 'lists':
      return readLists(listIn(first).map(numberIn), readColumn(second));
    case 'rows':
      return readRows(listIn(first).map(readShape), listIn(second).map(numberIn));
    default:
      throw unknownForm();
  }
};

const readLists = (lengths: readonly number[], items: readonly unknown[]): readonly unknown[] => {
  let taken = 0;
  return lengths.map((length) => items.slice(taken, (taken += length)));
};

/** The records of one shape. */
const readShape = (shape: unknown): readonly Fields[] => {
  const [keys, columns, rows] = listIn(shape);
  const values = listIn(columns).map(readColumn);
  return Array.from({ length: numberIn(rows) }, (_, row) =>
    Object.fromEntries(listIn(keys).map((key, index) => [String(key), values[index]?.[row]])),
  );
};

const readRows = (
  recordsOfShape: ReadonlyArray<readonly Fields[]>,
  shapeOfEach: readonly number[],
): readonly unknown[] => {
  if (shapeOfEach.length === 0) return recordsOfShape[0] ?? [];
  const nextOfShape = recordsOfShape.map((records) => records.values());
  return shapeOfEach.map((shape): unknown => nextOfShape[shape]?.next().value);
};

const withReferencesResolved = (attributes: Fields): Fields => {
  const { alert, incidents = [], instances = [] } = attributes;
  if (!isFields(alert)) return attributes;
  const at = (list: unknown, value: unknown): unknown => (typeof value === 'number' ? listIn(list)[value] : value);
  const changes = listIn(alert['changes']).map((change) => {
    const fields = fieldsIn(change);
    return {
      ...fields,
      incident: at(incidents, fields['incident']),
      replacedBy: at(instances, fields['replacedBy']),
      instances: listIn(fields['instances']).map((facts) => at(instances, facts)),
    };
  });
  return { ...attributes, alert: { ...alert, changes } };
};

const listIn = (value: unknown): readonly unknown[] => {
  if (!isList(value)) throw unknownForm();
  return value;
};

const fieldsIn = (value: unknown): Fields => {
  if (!isFields(value)) throw unknownForm();
  return value;
};

const numberIn = (value: unknown): number => {
  if (typeof value !== 'number') throw unknownForm();
  return value;
};

const unknownForm = (): TypeError =>
  new TypeError('`compressed` is in no form that this alerter writes or has written');
