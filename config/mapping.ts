import * as v from 'valibot';
import { isFields } from '../core/base/json.ts';
import { nearest } from './nearest.ts';

export type Mapping = Record<string, unknown>;

export const isMapping: (value: unknown) => value is Mapping = isFields;

/** What the key that is missing wants to hold, in the words its own schema has for anything else found there. */
const allowedAt = (entries: v.ObjectEntries, quotedKey: string | null): string => {
  const [, schema] = Object.entries(entries).find(([key]) => JSON.stringify(key) === quotedKey) ?? [];
  return (schema && v.safeParse(schema, undefined).issues?.[0].message) ?? 'a value, because this key is required';
};

/**
 * Keys and values of which no other than the named are allowed. Valibot's own strict object stops at the first
 * unknown key; this one names them all, each with what was probably meant.
 */
export const mapping = <const Entries extends v.ObjectEntries>(entries: Entries) => {
  const keys = Object.keys(entries);
  return v.pipe(
    v.custom<v.InferInput<v.LooseObjectSchema<Entries, undefined>>>(
      isMapping,
      `a mapping with any of the keys ${keys.join(', ')}`,
    ),
    v.looseObject(entries, ({ expected }) => allowedAt(entries, expected)),
    v.rawCheck(({ dataset, addIssue }) => {
      const input: unknown = dataset.value;
      if (!isMapping(input)) return;
      for (const key of Object.keys(input).filter((each) => !keys.includes(each))) {
        const meant = nearest(key, keys);
        addIssue({
          message: `unknown key; ${meant === null ? `allowed here: ${keys.join(', ')}` : `did you mean ${meant}?`}`,
          path: [{ type: 'object', origin: 'key', input, key, value: input[key] }],
        });
      }
    }),
  );
};
