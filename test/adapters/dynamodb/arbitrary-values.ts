import * as fc from 'fast-check';
import { toTimestamp } from '../../../core/base/time.ts';

/** Whatever the types allow: any text, any number that the parser lets through, any field unknown. */
export const orNull = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(value, { nil: null });
const trouble = fc.constantFrom(
  '\n',
  '\r',
  '\0',
  '\t',
  ' ',
  '"',
  '\\',
  '.',
  '\u001b[31m',
  '\u2028',
  '\u202e',
  '\u200b',
);
export const letter = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 });
export const text = fc.string({ unit: fc.oneof(letter, trouble), maxLength: 20 });
export const id = fc.uuid();
export const count = fc.nat();
export const decimal = fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value));
export const time = fc
  .date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
  .map(toTimestamp);
export const few = <Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> => fc.array(item, { maxLength: 4 });
