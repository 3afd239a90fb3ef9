import type { JsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { yamlText } from '../../config/yaml-text.ts';
import { allowedText, convert, partsOf, propertiesOf } from './convert.ts';
import type { KeyText } from './key-text.ts';
import { keyTexts, sharedPath, textOf } from './keys.ts';

/** What is written once and named, by path: the rest stands where it is used. */
const named: Readonly<Record<string, string>> = {
  workspaces: 'WorkspaceConfiguration',
  rules: 'RulesConfiguration',
  maintenance: 'MaintenanceConfiguration',
  alerts: 'AlertsConfiguration',
};

const columns = 118;

/** Words in lines that begin with ` * `. */
function wrapped(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    const longer = `${line ?? ''} ${word}`;
    if (line !== undefined && indent.length + longer.length + 3 <= columns) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => `${indent} * ${line}`);
}

/** A comment of these paragraphs, of which some may be empty; on one line where it fits. */
function documented(paragraphs: readonly string[], indent: string): readonly string[] {
  const said = paragraphs.filter((paragraph) => paragraph !== '');
  const [only = ''] = said;
  if (said.length === 1 && indent.length + only.length + 7 <= columns) return [`${indent}/** ${only} */`];
  return said.length === 0 ? [] : [`${indent}/**`, ...said.flatMap((text) => wrapped(text, indent)), `${indent} */`];
}

/** Whether the type says by itself what may stand there. */
const isSpelled = ({ type, enum: values }: JsonSchema): boolean =>
  values !== undefined || !['string', 'integer', 'number'].includes(String(type));

function comment(path: string, schema: JsonSchema, isRequired: boolean, indent: string): readonly string[] {
  // What a key that a person makes up holds is said of that key.
  const { meaning = '', default: value, otherwise }: Partial<KeyText> = keyTexts[sharedPath(path)] ?? {};
  const allowed = isSpelled(schema) ? '' : allowedText(schema);
  const byDefault = value === undefined ? otherwise : yamlText(value);
  return documented(
    [
      meaning,
      allowed === '' ? '' : `Allowed: ${allowed}.`,
      isRequired || byDefault === undefined ? '' : `@default ${byDefault}`,
    ],
    indent,
  );
}

/** The keys of a mapping, each with what there is to say of it. */
function members(schema: JsonSchema, path: string, indent: string): readonly string[] {
  return propertiesOf(schema).flatMap(([key, value]) => {
    const itsPath = path === '' ? key : `${path}.${key}`;
    const isRequired = (schema.required ?? []).includes(key);
    const type = typeOf(value, itsPath, indent);
    return [
      ...comment(itsPath, value, isRequired, indent),
      `${indent}readonly ${key}${isRequired ? '' : '?'}: ${type};`,
    ];
  });
}

const block = (schema: JsonSchema, path: string, indent: string): string =>
  ['{', ...members(schema, path, `${indent}  `), `${indent}}`].join('\n');

const listOf = (type: string): string => (/^\w+$/.test(type) ? `readonly ${type}[]` : `ReadonlyArray<${type}>`);

function typeOf(schema: JsonSchema, path: string, indent: string): string {
  const name = named[sharedPath(`${path}.`).replace(/\.$/, '')];
  if (name === undefined) return plainType(schema, path, indent);
  return schema.items === undefined ? name : listOf(name);
}

function plainType(schema: JsonSchema, path: string, indent: string): string {
  const { type, anyOf, enum: values, const: value, additionalProperties: others } = schema;
  const [item] = partsOf(schema.items);
  if (item !== undefined) return listOf(plainType(item, path, indent));
  if (anyOf !== undefined) return [...new Set(partsOf(anyOf).map((part) => plainType(part, path, indent)))].join(' | ');
  if (value !== undefined) return literal(value);
  if (values !== undefined) return values.map(literal).join(' | ');
  if (type === 'object' && typeof others === 'object') {
    return `Readonly<Record<string, ${plainType(others, path, indent)}>>`;
  }
  if (type === 'object') return block(schema, path, indent);
  return type === 'integer' ? 'number' : String(type);
}

const literal = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value));

const partAt = (schema: JsonSchema, key: string): JsonSchema => {
  const found = propertiesOf(schema).find(([name]) => name === key)?.[1];
  if (found === undefined) throw new Error(`there is no key ${key}`);
  return partsOf(found.items)[0] ?? found;
};

const heading = '// Written by `npm run docs` from the schema and docs/generate/keys/.';

/** TypeScript of a form of `alerter.yaml`, by file: an interface or a type for each part that has a name. */
export function configurationTypes(schema: v.GenericSchema): Readonly<Record<string, string>> {
  const whole = convert(schema);
  const parts = Object.entries(named).map(([path, name]) => {
    const part = partAt(whole, path);
    const imported = path === 'workspaces' ? ['maintenance', 'rules'] : [];
    const { meaning } = textOf(path);
    const declared =
      part.anyOf === undefined
        ? `export interface ${name} ${block(part, path, '')}`
        : `export type ${name} = ${plainType(part, path, '')};`;
    return [`${path}.ts`, fileText(imported, [...documented([meaning], ''), declared].join('\n'))] as const;
  });
  const doc =
    '/** What `alerter.yaml` holds, as an object: the same keys, and durations written like `35s` or `1m`. */';
  const text = fileText(Object.keys(named), `${doc}\nexport interface AlerterConfiguration ${block(whole, '', '')}`);
  return { ...Object.fromEntries(parts), 'configuration.ts': text };
}

/** As the linter has it for files that a person writes. */
const maxLines = 300;

function fileText(imported: readonly string[], declarations: string): string {
  const lines = [
    heading,
    ...imported.map((path) => `import type { ${named[path] ?? ''} } from './${path}.ts';`),
    '',
    ...declarations.split('\n'),
    '',
  ];
  const isLong = lines.length > maxLines;
  return [...(isLong ? ['/* eslint-disable max-lines -- It is generated. */'] : []), ...lines].join('\n');
}
