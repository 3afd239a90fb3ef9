import type { JsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { allowedText, convert, partsOf, propertiesOf } from './convert.ts';

/** A key that a file may hold. */
export interface Key {
  /** Without the indexes of lists: `workspaces.name`. */
  readonly path: string;
  /** As written in the file: `workspaces[].name`. */
  readonly shown: string;
  readonly isRequired: boolean;
  /** Whether it holds keys of its own, and nothing else. */
  readonly isMapping: boolean;
  /** The allowed values, for a person. */
  readonly allowed: string;
}

const keysWithin = (schema: JsonSchema, path: string, shown: string): readonly Key[] => [
  ...propertiesOf(schema).flatMap(([key, value]) => {
    const [itsPath, itsName] = path === '' ? [key, key] : [`${path}.${key}`, `${shown}.${key}`];
    const itself: Key = {
      path: itsPath,
      shown: itsName,
      isRequired: (schema.required ?? []).includes(key),
      isMapping: value.type === 'object',
      allowed: allowedText(value),
    };
    return [itself, ...keysWithin(value, itsPath, itsName)];
  }),
  ...partsOf(schema.anyOf).flatMap((part) => keysWithin(part, path, shown)),
  ...partsOf(schema.items).flatMap((item) => keysWithin(item, path, `${shown}[]`)),
];

/** Every key, each once: what a list may hold, is the same where it may also be alone. */
export const keysOf = (schema: v.GenericSchema): readonly Key[] => {
  const keys = keysWithin(convert(schema), '', '');
  return keys.filter(({ path }, index) => keys.findIndex((key) => key.path === path) === index);
};
