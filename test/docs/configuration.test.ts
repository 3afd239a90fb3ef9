import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { readSection } from '../../bench/proof-section.ts';
import { convert } from '../../docs/generate/convert.ts';
import { describedJsonSchema } from '../../docs/generate/json-schema.ts';
import { keysOf } from '../../docs/generate/key-list.ts';
import { keyTexts, sharedPath, textOf } from '../../docs/generate/keys.ts';
import type { Value } from '../../docs/generate/key-text.ts';
import { reference } from '../../docs/generate/reference.ts';
import { readSettings } from '../../config/read-settings.ts';
import { isFields } from '../../core/base/json.ts';
import { deploymentSchema } from '../../config/schema.ts';
import { certificate } from '../adapters/rocketchat/certificate.ts';
import { shortFormKeys } from '../../config/short-form.ts';
import { contentWith } from './content-with.ts';
import { whereLeftOut } from './left-out.ts';

const fileOf = (name: string): string => join(import.meta.dirname, '../..', name);
const read = (name: string): string => readFileSync(fileOf(name), 'utf8');

const fileSchema = convert(deploymentSchema);
const keys = keysOf(deploymentSchema).filter(({ path }) => path === sharedPath(path));
const inStep = 'as the schema says';
const outOfStep = 'not as the schema says: run `npm run docs`';

describe('every key of alerter.yaml', () => {
  test('is in its JSON Schema', () => {
    const published: unknown = JSON.parse(read('docs/alerter.schema.json'));
    const isSame = JSON.stringify(published) === JSON.stringify(describedJsonSchema(deploymentSchema));
    expect(isSame ? inStep : outOfStep).toBe(inStep);
  });

  test('is in docs/configuration.md', () => {
    const expected = reference(keysOf(deploymentSchema)).join('\n').trim();
    const isSame = readSection(fileOf('docs/configuration.md'), 'keys') === expected;
    expect(isSame ? inStep : outOfStep).toBe(inStep);
  });

  test('is in alerter.example.yaml, or in its comments, under the same heading', () => {
    const sections = new Map(
      read('alerter.example.yaml')
        .split(/^(?=(?:# )?[a-z]\w*:)/m)
        .map((section) => [/^(?:# )?(\w+)/.exec(section)?.[1] ?? '', section]),
    );
    const missing = keys.filter(({ path }) => {
      const [top = '', ...rest] = path.split('.');
      const key = rest.at(-1) ?? top;
      return !new RegExp(`\\b${key}:|\`${key}\``).test(sections.get(top) ?? '');
    });
    expect(missing.map(({ shown }) => shown)).toEqual([]);
  });

  test('is all that is documented', () => {
    const paths = keys.map(({ path }) => path);
    expect(Object.keys(keyTexts).filter((path) => !paths.includes(path))).toEqual([]);
    expect(Object.keys(whereLeftOut).filter((path) => textOf(path).otherwise === undefined)).toEqual([]);
  });
});

/** With the file that the example of `ca` names. */
const directory = mkdtempSync(join(tmpdir(), 'alerter-docs-'));
writeFileSync(join(directory, 'office-ca.pem'), certificate('localhost', 'unknown authority').authority);
afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** @param beside what else is in the file */
const settingsWith = (path: string, value: Value | undefined, beside: object = {}) => {
  const content = contentWith(fileSchema, path.split('.'), value);
  const origin = { source: 'test', directory, nameOf: String, lineOf: () => null };
  return readSettings({ ...beside, ...(isFields(content) && content) }, origin, 'deployment');
};

/** A recipient may refuse the summary only where there is one. */
const besideOf = (path: string): object =>
  /^alerts\..*\.summary$/.test(path) ? { summary: { weekly: 'monday 08:00' } } : {};

const holdsKeys = (path: string): boolean => keys.some((key) => key.path.startsWith(`${path}.`));
const withValues = keys.filter(({ path }) => !holdsKeys(path) || textOf(path).example !== undefined);

describe.each(withValues)('$shown', ({ path, isRequired }) => {
  const { default: byDefault, otherwise, example } = textOf(path);

  test('may be left out, where its default is documented', () => {
    expect(byDefault === undefined && otherwise === undefined).toBe(isRequired);
    const beside = besideOf(path);
    if (byDefault !== undefined) {
      expect(settingsWith(path, byDefault, beside)).toEqual(settingsWith(path, undefined, beside));
    }
  });

  test('may be as in its example, which makes a difference', () => {
    expect(example).toBeDefined();
    if (isRequired) expect(() => settingsWith(path, example)).not.toThrow();
    else expect(settingsWith(path, example, besideOf(path))).not.toEqual(settingsWith(path, undefined, besideOf(path)));
  });
});

const withoutDefault = keys.filter(({ path }) => textOf(path).otherwise !== undefined);

test.each(withoutDefault)('$shown may be left out, and what is documented holds then', ({ path }) => {
  const holds = whereLeftOut[path];
  if (holds === undefined) throw new Error(`add to test/docs/left-out.ts what holds without ${path}`);
  expect(settingsWith(path, undefined, holds.beside)).toMatchObject(holds.settings);
});

test('docs/configuration.md names every option that stands in for a file', () => {
  const page = read('docs/configuration.md');
  expect(shortFormKeys.filter((key) => !page.includes(`\`-c ${key}=`))).toEqual([]);
});

/** Values as they stand in a file, with their paths and the lines they stand on. */
const valuesIn = (
  node: unknown,
  path: string,
  lineAt: (offset: number) => string,
): Array<[string, unknown, string]> => {
  if (isSeq(node)) return node.items.flatMap((item) => valuesIn(item, path, lineAt));
  if (isMap(node)) {
    return node.items.flatMap(({ key, value }) =>
      valuesIn(value, `${path}${path === '' ? '' : '.'}${String(key)}`, lineAt),
    );
  }
  return isScalar(node) ? [[path, node.value, lineAt(node.range?.[0] ?? 0)]] : [];
};

test('alerter.example.yaml shows the defaults, except where it says that something is an example', () => {
  const text = read('alerter.example.yaml');
  const lineAt = (offset: number): string => {
    const [start, end] = [text.lastIndexOf('\n', offset) + 1, text.indexOf('\n', offset)];
    return text.slice(start, end < 0 ? undefined : end);
  };
  const shown = valuesIn(parseDocument(text).contents, '', lineAt).flatMap(([path, value, line]) => {
    const byDefault = keyTexts[path]?.default;
    return byDefault === undefined || line.includes('# example') ? [] : [{ path, value, byDefault }];
  });
  expect(shown.length).toBeGreaterThan(20);
  expect(shown.map(({ path, value }) => [path, value])).toEqual(shown.map(({ path, byDefault }) => [path, byDefault]));
});
