import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { incidentKinds } from '../../core/rules/registry.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const packageScripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

const withoutCode = (text: string): string => text.replace(/^ *```[\s\S]*?^ *```$/gm, '');

/** Of each heading, as web pages of Git servers have it. */
const anchorsOf = (page: string): readonly string[] =>
  [...withoutCode(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

describe.each(documents)('%s', (file) => {
  const text = read(file);

  test('links only to files that exist', () => {
    const targets = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target);
    const missing = targets.filter(
      (target) => !/^https?:/.test(target) && !existsSync(join(root, dirname(file), target)),
    );
    expect(missing).toEqual([]);
  });

  test('links only to headings that exist', () => {
    const links = [...withoutCode(text).matchAll(/\]\(([^)#:]*)#([^)]+)\)/g)];
    const missing = links.filter(([, target = '', heading = '']) => {
      const page = target === '' ? text : read(join(dirname(file), target));
      return !anchorsOf(page).includes(heading);
    });
    expect(missing.map(([link]) => link)).toEqual([]);
  });

  test('names only scripts that exist', () => {
    const named = [...text.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, script]) => script);
    expect(named.filter((script) => script !== undefined && !packageScripts.includes(script))).toEqual([]);
  });
});

test('README.md says what each kind of alert means and what to do', () => {
  const rows = read('README.md').split('\n');
  for (const kind of incidentKinds) {
    const row = rows.find((line) => line.startsWith(`| \`${kind}\` |`)) ?? '';
    expect(row.split('|').filter((cell) => cell.trim() !== '')).toHaveLength(3);
  }
});

test('docs/README.md lists every page, each kind says what it is', () => {
  const index = read('docs/README.md');
  const pages = documents.filter((file) => file.startsWith('docs/') && file !== 'docs/README.md');
  expect(pages.filter((file) => !index.includes(`](${file.slice('docs/'.length)})`))).toEqual([]);
  const kinds = /^# .+\n\n\*(Start|How to|Reference|Explanation)\.\*/;
  expect(pages.filter((file) => !kinds.test(read(file)))).toEqual([]);
});

test('the lockfile names no registry', () => {
  expect(read('package-lock.json')).not.toContain('"resolved": "http');
});
