import type { JsonSchema } from '@valibot/to-json-schema';
import { partsOf, propertiesOf } from '../../docs/generate/convert.ts';
import type { Value } from '../../docs/generate/key-text.ts';
import { textOf } from '../../docs/generate/keys.ts';

const hasKey = (schema: JsonSchema, key: string): boolean =>
  propertiesOf(schema).some(([name]) => name === key) || partsOf(schema.items).some((item) => hasKey(item, key));

const withRequired = (schema: JsonSchema, at: string): Record<string, Value> =>
  Object.fromEntries(
    propertiesOf(schema)
      .filter(([key]) => (schema.required ?? []).includes(key))
      .map(([key, value]) => [key, valueFor(key, value, at)]),
  );

/** What can be nothing else is itself. */
const valueFor = (key: string, value: JsonSchema, at: string): Value => {
  if (typeof value.const === 'string') return value.const;
  return textOf(`${at}${key}`).example ?? contentWith(value, [], undefined, `${at}${key}.`);
};

/**
 * The least content of a file that holds a value at a path, or nothing there: beside it, what is required has its
 * example.
 */
export const contentWith = (schema: JsonSchema, path: readonly string[], value: Value | undefined, at = ''): Value => {
  const [key, ...rest] = path;
  const part = partsOf(schema.anyOf).find((each) => key === undefined || hasKey(each, key)) ?? schema;
  if (part.type === 'array') return partsOf(part.items).map((item) => contentWith(item, path, value, at));
  const required = withRequired(part, at);
  if (key === undefined) return required;
  if (rest.length === 0) return value === undefined ? required : { ...required, [key]: value };
  const below = propertiesOf(part).find(([name]) => name === key)?.[1] ?? {};
  return { ...required, [key]: contentWith(below, rest, value, `${at}${key}.`) };
};
