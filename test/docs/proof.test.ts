import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { proofDocument, readSection } from '../../bench/proof-section.ts';

const root = join(import.meta.dirname, '../..');
const proven = (name: string): string => readSection(join(root, proofDocument), name) ?? '';

test.each(['detection', 'performance', 'cost'])(
  'the results of %s stand with their date, machine and command',
  (name) => {
    expect(proven(name)).toMatch(/^\d{4}-\d\d-\d\d, .+ cores, Node v\d+[\d.]*, `npm run [\w: -]+`, \d+ s\.$/m);
  },
);

describe('the figures of the cost in README.md', () => {
  const quoted = readSection(join(root, 'README.md'), 'cost') ?? '';

  test('are those of docs/proof.md', () => {
    expect(proven('cost')).toContain(quoted);
    expect(quoted).toContain('| a month |');
  });
});
