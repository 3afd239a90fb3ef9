import { expect, test } from '@jest/globals';
import { nearest } from '../../config/nearest.ts';

const keys = ['url', 'name', 'every', 'expectedInstances', 'lowMemory', 'tooFewInstances', 'disappeared'];

test.each([
  ['ulr', 'url'],
  ['evry', 'every'],
  ['expected_instances', 'expectedInstances'],
  ['low-memory', 'lowMemory'],
  ['LOWMEMORY', 'lowMemory'],
  ['tooFewInstance', 'tooFewInstances'],
  ['dissapeared', 'disappeared'],
  ['interval', null],
  ['a'.repeat(10_000), null],
  ['', null],
])('%s was meant as %s', (word, meant) => {
  expect(nearest(word, keys)).toBe(meant);
});
