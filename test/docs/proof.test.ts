import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { proofDocument, readSection } from '../../bench/proof-section.ts';

const root = join(import.meta.dirname, '../..');
const proven = (name: string): string => readSection(join(root, proofDocument), name) ?? '';

test.each(['crashes', 'hostile', 'detection', 'performance', 'cost', 'many', 'history', 'report', 'mutation'])(
  'the results of %s stand with their date, machine and command',
  (name) => {
    expect(proven(name)).toMatch(/^\d{4}-\d\d-\d\d, .+ cores, Node v\d+[\d.]*, `npm run [\w:./ -]+`, \d+ s\.$/m);
  },
);

test('README.md says of the cost what docs/proof.md does', () => {
  const totals = [...proven('cost').matchAll(/\$([\d.]+) \|$/gm)].map(([, total]) => Number(total));
  const quoted = readSection(join(root, 'README.md'), 'cost');
  expect(quoted).toContain(`costs $${Math.min(...totals).toFixed(2)} to $${Math.max(...totals).toFixed(2)} a month`);
});

test('docs/cost.md has the table of docs/proof.md', () => {
  expect(proven('cost')).toContain(readSection(join(root, 'docs/cost.md'), 'cost'));
});
