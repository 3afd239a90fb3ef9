import { describe, expect, test } from '@jest/globals';
import { fresh, stale, Story } from '../story.ts';

const low = { freeMemoryBytes: 48 };

describe('low memory at start', () => {
  test('is told at once, once per process, and not again while nothing about it can change', () => {
    const story = new Story();
    expect(story.sees({ a: low, b: fresh }, 'a')).toEqual(['opened low-memory a']);
    expect(story.state.incidents[0]).toMatchObject({ freePercent: 4.8, thresholdPercent: 10 });
    for (let check = 0; check < 1000; check += 1) expect(story.sees({ a: low, b: fresh }, 'a')).toEqual([]);
  });

  test('ends when the process is replaced', () => {
    const story = new Story();
    story.sees({ a: low, b: fresh }, 'b');
    expect(story.sees({ a: { ...low, age: 50 }, b: fresh, c: fresh }, 'b')).toEqual([
      'resolved low-memory a: replaced by c',
    ]);
    expect(story.incidents).toEqual([]);
  });

  test('of the process that replaces it is told anew', () => {
    const story = new Story();
    story.sees({ a: low, b: fresh }, 'b');
    expect(story.sees({ a: { ...low, age: 50 }, b: fresh, c: low }, 'b')).toEqual([
      'opened low-memory c',
      'resolved low-memory a: replaced by c',
    ]);
  });

  test('outlasts a loss from which the process returns, and ends with one that is accepted', () => {
    const story = new Story({ rules: { remindEverySeconds: 100 * 3600 } });
    story.sees({ a: low, b: fresh }, 'b');
    story.sees({ b: fresh }, 'b');
    expect(story.sees({ b: fresh }, 'b')).toEqual(['opened disappeared a']);
    expect(story.sees({ a: low, b: fresh }, 'b')).toEqual(['resolved disappeared a: returned']);
    story.sees({ b: fresh }, 'b');
    story.sees({ b: fresh }, 'b');
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
  ])('is not told when it is %s', (_what, entry) => {
    const story = new Story();
    expect(story.sees({ a: fresh, b: entry }, 'a')).toEqual([]);
  });

  test('is not looked at where the rule is switched off', () => {
    const off = new Story({ rules: { lowMemory: { freePercent: 0, severity: 'warning' } } });
    expect(off.sees({ a: { freeMemoryBytes: 0 } }, 'a')).toEqual([]);
  });

  test.each([
    ['switched off', 0],
    ['changed to a threshold that is met', 4],
  ])('ends with that reason where the rule is %s', (_how, freePercent) => {
    const story = new Story();
    story.sees({ a: low, b: fresh }, 'a');
    story.changesRules({ lowMemory: { freePercent, severity: 'warning' } });
    expect(story.sees({ a: low, b: fresh }, 'a')).toEqual(['resolved low-memory a: rule-changed']);
  });
});
