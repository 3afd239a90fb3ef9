import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../core/rules/registry.ts';
import { fresh, stale, Story } from '../story.ts';

const low = { freeMemoryBytes: 48 };

describe('low memory at start', () => {
  test('is sent at once, once per process, and not again while nothing about it can change', () => {
    const story = new Story();
    expect(story.sees({ a: low, b: fresh }, 'a')).toEqual(['opened low-memory a']);
    expect(story.state.incidents[0]).toMatchObject({ freePercent: 4.8, thresholdPercent: 10 });
    for (let check = 0; check < 1000; check += 1) expect(story.sees({ a: low, b: fresh }, 'a')).toEqual([]);
  });

  test('ends when the process is replaced', () => {
    const story = new Story();
    story.sees({ a: low, b: fresh }, 'b');
    const sent = story.seesFor(3, { b: fresh, c: { host: 'host-of-a' } }, 'b');
    expect(sent).toEqual([[], [], ['resolved low-memory a: replaced by c']]);
    expect(story.incidents).toEqual([]);
  });

  test('is over as gone where only the number of processes says that another replaced it', () => {
    const story = new Story();
    story.sees({ a: low, b: fresh }, 'b');
    expect(story.sees({ b: fresh, c: fresh }, 'b')).toEqual(['resolved low-memory a: gone']);
  });

  test('of the process that takes its place is the same incident', () => {
    const story = new Story();
    story.sees({ a: low, b: fresh }, 'b');
    const sent = story.seesFor(30, { b: fresh, c: { ...low, host: 'host-of-a' } }, 'b');
    expect(sent.flat()).toEqual([]);
    expect(story.state.incidents).toMatchObject([{ kind: 'low-memory', subjects: ['a'], follows: 'c' }]);
  });

  test('of the process that takes its place is not sent anew while the one before still seems to live', () => {
    const story = new Story();
    story.sees({ a: low, b: fresh }, 'b');
    const successor = { ...low, host: 'host-of-a' };
    expect(story.sees({ a: { ...low, age: 20 }, b: fresh, c: successor }, 'b')).toEqual([]);
    expect(story.seesFor(30, { b: fresh, c: successor }, 'b').flat()).toEqual([]);
    expect(story.state.incidents).toMatchObject([{ kind: 'low-memory', subjects: ['a'], follows: 'c' }]);
  });

  test('where Node counts the page cache as used is one incident, to which deploys add nothing', () => {
    const old = { ...low, nodeVersion: 'v14.21.3' };
    const story = new Story();
    expect(story.sees({ a: old, b: old }, 'a')).toEqual(['opened low-memory']);
    const sent = [
      ...story.seesFor(3, { b: old, c: old }, 'b'),
      ...story.seesFor(3, { c: old, d: old }, 'c'),
      ...story.seesFor(30, { c: old, d: old }, 'd'),
    ];
    expect(sent.flat()).toEqual([]);
    expect(story.state.incidents).toMatchObject([{ freePercent: 4.8, countsPageCache: true }]);
    expect(story.seesFor(4, { e: fresh, f: fresh }, 'e').flat()).toEqual(['resolved low-memory: relieved']);
  });

  test('outlasts a loss from which the process returns, and ends with one that is accepted', () => {
    const story = new Story({ rules: { remindEverySeconds: 100 * 3600 } });
    story.sees({ a: low, b: fresh }, 'b');
    story.sees({ b: fresh }, 'b');
    expect(story.sees({ b: fresh }, 'b')).toEqual(['opened disappeared a']);
    expect(story.seesFor(3, { a: low, b: fresh }, 'b').flat()).toEqual(['resolved disappeared a: returned']);
    expect(story.seesFor(2, { b: fresh }, 'b').flat()).toEqual(['opened disappeared a']);
    story.waits(24 * 3600);
    expect(story.sees({ b: fresh }, 'b')).toEqual([
      'resolved disappeared a: accepted',
      'resolved low-memory a: accepted',
    ]);
    expect(story.incidents).toEqual([]);
  });

  test.each([
    ['exactly at the threshold', { freeMemoryBytes: 100 }],
    ['unknown', { freeMemoryBytes: null }],
    ['more than there is', { freeMemoryBytes: 1, totalMemoryBytes: 0 }],
    ['of a record that was never seen alive', { ...low, ...stale(90) }],
  ])('is not sent when it is %s', (_what, entry) => {
    const story = new Story();
    expect(story.sees({ a: fresh, b: entry }, 'a')).toEqual([]);
  });

  test('is not looked at where the rule is switched off', () => {
    const off = new Story({ rules: { lowMemory: { ...defaultRules.lowMemory, freePercent: 0 } } });
    expect(off.sees({ a: { freeMemoryBytes: 0 } }, 'a')).toEqual([]);
  });

  test.each([
    ['switched off', 0],
    ['changed to a threshold that is met', 4],
  ])('ends with that reason where the rule is %s', (_how, freePercent) => {
    const story = new Story();
    story.sees({ a: low, b: fresh }, 'a');
    story.changesRules({ lowMemory: { ...defaultRules.lowMemory, freePercent } });
    expect(story.sees({ a: low, b: fresh }, 'a')).toEqual(['resolved low-memory a: rule-changed']);
  });
});
