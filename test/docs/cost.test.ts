import { expect, test } from '@jest/globals';
import { stackCostSection } from '../../bench/stack/cost.ts';
import { readSection } from '../../bench/proof-section.ts';

test('docs/cost.md counts what a stack holds; where not, run `npm run bench:stack`', () => {
  expect(readSection('docs/cost.md', 'stack')).toBe(stackCostSection().join('\n'));
});
