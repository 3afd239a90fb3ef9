import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { incidentKinds } from '../../core/rules/registry.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const packageScripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

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

test('the lockfile names no registry', () => {
  expect(read('package-lock.json')).not.toContain('"resolved": "http');
});
