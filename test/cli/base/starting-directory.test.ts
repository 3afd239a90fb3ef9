import { expect, test } from '@jest/globals';
import { tmpdir } from 'node:os';
import { startingDirectory } from '../../../cli/base/starting-directory.ts';

const here = tmpdir();

test.each([
  ['alerter', here],
  ['demo', here],
  ['test', null],
  [undefined, null],
])('of a program that npm runs as %s, the user stands in %s', (script, expected) => {
  const environment = { INIT_CWD: here, ...(script !== undefined && { npm_lifecycle_event: script }) };
  expect(startingDirectory(environment)).toBe(expected);
});

test('of one that npm does not run, nothing is known', () => {
  expect(startingDirectory({})).toBeNull();
  expect(startingDirectory({ INIT_CWD: '/nowhere/at/all', npm_lifecycle_event: 'alerter' })).toBeNull();
});
