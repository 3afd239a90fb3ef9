import { describe, expect, test } from '@jest/globals';
import { nothingKnown } from '../../../core/incidents/health-state.ts';
import { rememberMostImportant, rememberOpenIncidents } from '../../../core/incidents/remembered.ts';
import { givenInstances, lossOf, minute, noon } from '../../adapters/dynamodb/given.ts';

describe('where there is room for some instances only', () => {
  const [ghost, replaced, lost, alive, open] = givenInstances(5);
  if (!ghost || !replaced || !lost || !alive || !open) throw new Error('there are five');
  const instances = [
    { ...ghost, onceHealthy: false, status: 'unresponsive' as const },
    { ...replaced, status: 'replaced' as const, lostSince: noon },
    { ...lost, status: 'missing' as const, listed: false, lostSince: noon },
    alive,
    { ...open, status: 'missing' as const, listed: false, lostSince: noon },
  ];
  const incidents = [lossOf(open), { ...lossOf(lost), state: 'pending' as const, openedAt: null, toldAt: null }];
  const state = { ...nothingKnown, instances, incidents };

  test.each([
    [5, [ghost, replaced, lost, alive, open]],
    [4, [replaced, lost, alive, open]],
    [3, [lost, alive, open]],
    [2, [alive, open]],
    [1, [alive]],
    [0, []],
  ])('of %d, those that matter most are remembered', (room, expected) => {
    const kept = rememberMostImportant(state, room);
    expect(kept.instances.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(kept.unremembered).toBe(room === 5 ? undefined : 5 - room);
    expect(kept.incidents).toEqual(incidents);
  });

  test('of those that live, the longest known are remembered', () => {
    const known = [
      { ...lost, arrivedAt: minute(2) },
      { ...alive, arrivedAt: minute(1) },
      { ...open, arrivedAt: null },
    ];
    const kept = rememberMostImportant({ ...nothingKnown, instances: known }, 2);
    expect(kept.instances.map(({ id }) => id)).toEqual([alive.id, open.id]);
  });

  test('of those that never showed a sign of life, the latest heartbeats are remembered', () => {
    const known = [ghost, replaced, lost].map((one, index) => ({
      ...one,
      onceHealthy: false,
      status: 'unknown' as const,
      heartbeatAt: minute(index === 1 ? 9 : index),
    }));
    const kept = rememberMostImportant({ ...nothingKnown, instances: known }, 1);
    expect(kept.instances.map(({ id }) => id)).toEqual([replaced.id]);
  });

  test('what had no room before is counted on', () => {
    expect(rememberMostImportant({ ...state, unremembered: 7 }, 3).unremembered).toBe(9);
  });

  test('open incidents are remembered before those that are pending', () => {
    expect(rememberOpenIncidents({ ...state, incidents: [...incidents].reverse() }, 1).incidents).toEqual([
      incidents[0],
    ]);
  });
});
