import { expect, test } from '@jest/globals';
import { stackCostSection } from '../../bench/stack/cost.ts';
import { readSection } from '../../bench/proof-section.ts';
import { times } from '../length.ts';

test('docs/cost.md counts what a stack holds; where not, run `npm run bench:stack`', () => {
  const rows = stackCostSection(times({ short: 1, long: Infinity }));
  expect(readSection('docs/cost.md', 'stack')?.split('\n').slice(0, rows.length)).toEqual(rows);
});
