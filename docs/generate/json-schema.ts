import type { JsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { allowedText, convert, partsOf, propertiesOf } from './convert.ts';
import type { KeyText } from './key-text.ts';
import { textOf } from './keys.ts';
import { yamlText } from '../../config/yaml-text.ts';

const descriptionOf = ({ meaning, default: value, otherwise }: KeyText, allowed: string): string => {
  const unless = value === undefined ? otherwise : yamlText(value);
  const parts = [allowed === '' ? null : `Allowed: ${allowed}.`, unless === undefined ? null : `Default: ${unless}.`];
  return [meaning, ...parts].filter((part) => part !== null).join(' ');
};

const describedKey = (schema: JsonSchema, path: string): JsonSchema => {
  const text = textOf(path);
  const { default: value, example } = text;
  return {
    description: descriptionOf(text, allowedText(schema)),
    ...describedParts(schema, path),
    ...(value !== undefined && { default: value }),
    ...(example !== undefined && { examples: [example] }),
  };
};

const describedParts = (schema: JsonSchema, path: string): JsonSchema => {
  const { properties, items, anyOf, ...rest } = schema;
  const inside = path === '' ? '' : `${path}.`;
  const [item] = partsOf(items);
  return {
    ...rest,
    $comment: undefined,
    ...(properties && {
      properties: Object.fromEntries(
        propertiesOf(schema).map(([key, value]) => [key, describedKey(value, `${inside}${key}`)]),
      ),
    }),
    ...(item && { items: describedParts(item, path) }),
    ...(anyOf && { anyOf: partsOf(anyOf).map((part) => describedParts(part, path)) }),
  };
};

/** For editors: the JSON Schema of a file, with the documentation of each key. */
export const describedJsonSchema = (schema: v.GenericSchema): JsonSchema => ({
  title: 'alerter.yaml',
  description: 'What the Rocket.Chat instance alerter monitors, what counts as a problem, and who is notified.',
  ...describedParts(convert(schema), ''),
  $schema: 'http://json-schema.org/draft-07/schema#',
});
