import { describe, expect, test } from '@jest/globals';
import { givenCluster } from './looking.ts';

/** Up to 5.x: each process says of each link what it knows itself. */
const givenOld = () => {
  const given = givenCluster({ shape: 'flat' });
  const [a = '', b = '', c = ''] = given.ids;
  return { ...given, a, b, c };
};

describe('a link of two servers of old', () => {
  test.each([false, true])('is lost while it is cut, for nobody else, packets dropped: %s', (silently) => {
    const { workspace, seesFor, a, b, c } = givenOld();
    workspace.partition(a, b, { silently });
    expect(new Set(seesFor(60, a, b))).toEqual(new Set([false]));
    expect(new Set(seesFor(60, b, a))).toEqual(new Set([false]));
    for (const [one, other] of [
      [a, c],
      [c, a],
      [c, b],
    ] as const)
      expect(new Set(seesFor(10, one, other))).toEqual(new Set([true]));
  });

  test('is back a few seconds after it is healed', () => {
    const { workspace, clock, sees, secondsUntil, a, b } = givenOld();
    workspace.partition(a, b);
    clock.advance(60);
    workspace.heal(a, b);
    expect(secondsUntil(() => sees(a, b))).toBeCloseTo(3, 1);
  });

  test('takes its time also where one end has been hung before', () => {
    const { workspace, clock, sees, secondsUntil, a, b } = givenOld();
    workspace.hang(a);
    clock.advance(30);
    workspace.wake(a);
    workspace.partition(a, b);
    clock.advance(60);
    workspace.heal();
    expect(secondsUntil(() => sees(a, b))).toBeCloseTo(3, 1);
  });

  test('is not made to a hung one, and outlives its hanging', () => {
    const { workspace, clock, sees, a, b } = givenOld();
    workspace.hang(a);
    const newcomer = workspace.start();
    clock.advance(30);
    expect([sees(b, a), sees(newcomer, a)]).toEqual([true, false]);
    workspace.wake(a);
    clock.advance(3);
    expect(sees(newcomer, a)).toBe(true);
  });
});
