import { describe, expect, test } from '@jest/globals';
import { shrinkSnapshot } from '../../../adapters/dynamodb/shrink.ts';
import { nothingKnown } from '../../../core/incidents/health-state.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import { givenAlerting, givenInstances, givenSnapshot, noon } from './given.ts';

const memoryAndVersion = { nodeVersion: null, totalMemoryBytes: null, freeMemoryBytes: null };

describe('a snapshot that has to shrink', () => {
  const full = givenAlerting(noon, givenInstances(3, 'missing'));
  const stepsFrom = (snapshot: Snapshot): Snapshot[] => {
    const next = shrinkSnapshot(snapshot);
    return next === null ? [] : [next, ...stepsFrom(next)];
  };
  const steps = stepsFrom(full);

  test('ends with the worst change of its alert', () => {
    expect(steps.map(({ omitted, alert }) => [omitted, alert?.changes.length])).toEqual([
      [['descriptions'], 3],
      [['descriptions', 'state'], 3],
      [['descriptions', 'state', 'changes'], 2],
      [['descriptions', 'state', 'changes'], 1],
    ]);
    expect(steps.at(-1)?.alert?.changes[0]?.incident).toEqual(full.alert?.changes[0]?.incident);
  });

  test('ends also where it has no alert', () => {
    expect(stepsFrom(givenSnapshot()).map(({ omitted }) => omitted.at(-1))).toEqual([
      'descriptions',
      'state',
      'changes',
    ]);
  });

  test('without descriptions keeps what the next check compares', () => {
    const undescribed = { tcpPort: null, clientConnections: null, ...memoryAndVersion };
    expect(steps[0]?.health).toEqual({
      ...full.health,
      instances: full.health.instances.map((one) => ({ ...one, ...undescribed })),
    });
    expect(steps[0]?.alert?.changes[0]?.instances).toMatchObject([memoryAndVersion]);
  });

  test('without its state makes the next check the first, but for how many alerts were sent', () => {
    const sent = [{ at: noon, critical: ['disappeared'] }];
    const [, stateless] = stepsFrom(givenSnapshot(noon, { health: { sent, hasShownConnection: true } }));
    expect(stateless?.health).toEqual({ ...nothingKnown, sent });
  });
});
