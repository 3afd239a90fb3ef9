import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../core/rules/registry.ts';
import type { WatchedWorkspace } from '../../config/check-event.ts';
import { readConfiguration } from '../../config/load.ts';
import { minimal, mistakesOf } from './given-mistakes.ts';

/** The only workspace of a file. */
const workspaceIn = (text: string): WatchedWorkspace => {
  const [workspace] = readConfiguration(text, 'alerter.yaml').workspaces;
  if (workspace === undefined) throw new Error('there is a workspace');
  return workspace;
};

describe('a rule', () => {
  test('is off where the file says so, for all workspaces or for one', () => {
    expect(workspaceIn(`${minimal}rules: { lowMemory: off }`).rules.lowMemory.off).toBe(true);
    const own = workspaceIn(`${minimal}    rules: { disconnected: off }`);
    expect([own.rules.disconnected.off, own.rules.lowMemory.off]).toEqual([true, false]);
  });

  test('is on again for a workspace that says how it wants it', () => {
    const { rules } = workspaceIn(`${minimal}    rules: { disconnected: { for: 3m } }\nrules: { disconnected: off }`);
    expect(rules.disconnected).toEqual({ ...defaultRules.disconnected, forSeconds: 180, off: false });
  });

  test('finds out itself how long a loss must last, unless the file says it', () => {
    const auto = '{ disappeared: { for: auto } }';
    expect(workspaceIn(`${minimal}rules: ${auto}`).rules.disappeared.forSeconds).toBeNull();
    const fixed = `${minimal}    rules: ${auto}\nrules: { disappeared: { for: 1m }, unresponsive: { for: 1m } }`;
    const { disappeared, unresponsive } = workspaceIn(fixed).rules;
    expect([disappeared.forSeconds, unresponsive.forSeconds]).toEqual([null, 60]);
  });
});

describe('expectedInstances', () => {
  test.each([
    ['3', 3, null],
    ['{ min: 2 }', 2, 2],
  ])('of %s judges losses and counts by it', (given, expected, minInstances) => {
    const { rules } = workspaceIn(`${minimal}    expectedInstances: ${given}`);
    expect([rules.tooFewInstances.expected, rules.minInstances]).toEqual([expected, minInstances]);
  });

  test.each([
    ['{ min: 0 }', 'workspaces[0].expectedInstances.min', 'a whole number from 1'],
    ['{ min: 2, max: 4 }', 'workspaces[0].expectedInstances.max', 'unknown key'],
    ['{}', 'workspaces[0].expectedInstances.min', 'a whole number from 1'],
    ['two', 'workspaces[0].expectedInstances', 'a whole number from 1'],
  ])('of %s is refused', (given, path, message) => {
    const mistakes = mistakesOf(`${minimal}    expectedInstances: ${given}`);
    expect(mistakes).toMatchObject([{ path, text: expect.stringContaining(message) }]);
  });
});

describe('recheckEvery', () => {
  test.each([
    ['', 60],
    ['    recheckEvery: 30s', 30],
    ['    recheckEvery: off', null],
  ])('is read from %j', (line, seconds) => {
    expect(workspaceIn(`${minimal}${line}`).recheckEverySeconds).toBe(seconds);
  });

  test.each(['10s', '15m', 'never', 'false'])('of %s is refused', (given) => {
    expect(mistakesOf(`${minimal}    recheckEvery: ${given}`)).toMatchObject([
      { path: 'workspaces[0].recheckEvery', text: expect.stringContaining('off, or a duration from 30s to 14m') },
    ]);
  });
});

describe('heartbeatEvery', () => {
  const slow = `${minimal}    heartbeatEvery: 1m\n`;
  const patient = 'rules: { disconnected: { for: 4m }, ';

  test('says from which age on a heartbeat is stale', () => {
    const { rules } = workspaceIn(`${slow}${patient} }`);
    expect([rules.heartbeatEverySeconds, rules.unresponsive.staleAfterSeconds]).toEqual([60, null]);
  });

  test.each([
    [
      `${slow}rules: { disconnected: { for: 1m } }`,
      'workspaces[0].rules.disconnected.for',
      'at least unresponsive.staleAfter, which is 210s',
    ],
    [
      `${slow}${patient} unresponsive: { staleAfter: 45s } }`,
      'workspaces[0].rules.unresponsive.staleAfter',
      'at least twice heartbeatEvery, so 2m',
    ],
    [`${minimal}    heartbeatEvery: 11m`, 'workspaces[0].heartbeatEvery', 'a duration from 1s to 10m'],
  ])('does not go together with the rules of %j', (text, path, message) => {
    expect(mistakesOf(text)).toMatchObject([{ path, text: expect.stringContaining(message) }]);
  });

  test('asks nothing of rules that are off', () => {
    const { rules } = workspaceIn(`${slow}rules: { disconnected: off }`);
    expect(rules.disconnected.off).toBe(true);
  });
});

describe('disconnected.for', () => {
  test.each([
    ['rules: { disconnected: { for: 34s } }', 'rules.disconnected.for', '35s'],
    ['rules: { unresponsive: { staleAfter: 2m }, disconnected: { for: 1m } }', 'rules.disconnected.for', '2m'],
    ['    rules: { disconnected: { for: 0s } }', 'workspaces[0].rules.disconnected.for', '35s'],
  ])('shorter than staleAfter is refused, in %j', (rules, path, staleAfter) => {
    expect(mistakesOf(`${minimal}${rules}`)).toMatchObject([
      { path, text: expect.stringContaining(`at least unresponsive.staleAfter, which is ${staleAfter}`) },
    ]);
  });

  test('is as long as staleAfter at least, where it is left out', () => {
    const { rules: slow } = workspaceIn(`${minimal}    heartbeatEvery: 1m\n`);
    expect(slow.disconnected.forSeconds).toBe(210);
    const { rules } = workspaceIn(`${minimal}rules: { unresponsive: { staleAfter: 2m } }`);
    expect(rules.disconnected.forSeconds).toBe(120);
  });

  test('as long as staleAfter will do', () => {
    expect(workspaceIn(`${minimal}rules: { disconnected: { for: 35s } }`).rules.disconnected.forSeconds).toBe(35);
  });
});
