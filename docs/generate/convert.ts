import { type JsonSchema, type OverrideSchemaContext, toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { serviceNames } from '../../adapters/services/registry.ts';

type ValibotSchema = OverrideSchemaContext['valibotSchema'];

/** One thing of each kind that may stand where a schema is chosen by what stands there. */
const samples = [
  {},
  { cron: '' },
  { topicOnly: true },
  ...serviceNames.map((service) => ({ service })),
  [],
  '',
  'off',
  false,
];

const isLazy = (schema: ValibotSchema): schema is v.LazySchema<v.GenericSchema> => schema.type === 'lazy';

/** One thing where a mapping stands, or one with certain keys, another where a list or a text does. */
const alternatives = ({ getter }: v.LazySchema<v.GenericSchema>): JsonSchema => {
  const found = samples.map((sample) => convert(getter(sample)));
  const texts = found.map((each) => JSON.stringify(each));
  return { anyOf: found.filter((_, index) => texts.indexOf(texts[index] ?? '') === index) };
};

const adjusted = ({ valibotSchema, jsonSchema }: OverrideSchemaContext): JsonSchema => {
  if (isLazy(valibotSchema)) return alternatives(valibotSchema);
  if (valibotSchema.type === 'loose_object') return { ...jsonSchema, additionalProperties: false };
  const allowed = 'message' in valibotSchema ? valibotSchema.message : null;
  return typeof allowed === 'string' ? { ...jsonSchema, $comment: allowed } : jsonSchema;
};

/**
 * A schema of the configuration as JSON Schema. What it allows, in the words in which it refuses everything else,
 * is its `$comment`.
 */
export const convert = (schema: v.GenericSchema): JsonSchema => {
  const converted = toJsonSchema(schema, {
    // What a mapping may hold stands in the last schema of its pipe, and what a text may be in its only one.
    typeMode: 'output',
    ignoreActions: ['raw_check', 'raw_transform', 'check', 'transform', 'trim'],
    overrideSchema: adjusted,
  });
  return { ...converted, $schema: undefined, $defs: undefined };
};

export const partsOf = (value: JsonSchema['items'] | JsonSchema['anyOf']): readonly JsonSchema[] =>
  [value ?? []].flat().filter((part) => typeof part === 'object');

export const propertiesOf = ({ properties = {} }: JsonSchema): ReadonlyArray<readonly [string, JsonSchema]> =>
  Object.entries(properties).flatMap(([key, value]) => (typeof value === 'object' ? [[key, value] as const] : []));

/** As a mistake says it: `a duration from 1m to 12h`. */
export const allowedText = ({ type, anyOf, $comment = '' }: JsonSchema): string => {
  if (type === 'object') return 'a mapping';
  if (anyOf !== undefined) return [...new Set(partsOf(anyOf).map(allowedText))].join(', or ');
  return $comment.replace(', written like 35s, 1m, 4h or 30d', '');
};
