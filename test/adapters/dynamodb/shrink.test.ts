import { describe, expect, test } from '@jest/globals';
import { shrinkSnapshot } from '../../../adapters/dynamodb/shrink.ts';
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

  test('goes without instances, then changes, and keeps open incidents to the last', () => {
    const left = steps.map(({ omitted, alert, health }) => [
      omitted.at(-1),
      health.instances.length,
      alert?.changes.length,
      health.incidents.length,
    ]);
    expect(left).toEqual([
      ['descriptions', 3, 3, 3],
      ['instances', 1, 3, 3],
      ['instances', 0, 3, 3],
      ['changes', 0, 2, 3],
      ['changes', 0, 1, 3],
      ['incidents', 0, 1, 1],
      ['incidents', 0, 1, 0],
    ]);
    expect(steps.at(-1)?.alert?.changes[0]?.incident).toEqual(full.alert?.changes[0]?.incident);
  });

  test('keeps no more than a thousand changes where anything else would have to go', () => {
    const [, halved] = stepsFrom(givenAlerting(noon, givenInstances(1_500, 'missing')));
    expect([halved?.alert?.changes.length, halved?.health.instances.length]).toEqual([750, 1_500]);
  });

  test('ends also where it has no alert', () => {
    expect(stepsFrom(givenSnapshot()).at(-1)?.health).toMatchObject({ instances: [], incidents: [] });
  });

  test('without descriptions keeps what the next check compares', () => {
    const undescribed = { tcpPort: null, clientConnections: null, ...memoryAndVersion };
    expect(steps[0]?.health).toEqual({
      ...full.health,
      instances: full.health.instances.map((one) => ({ ...one, ...undescribed })),
    });
    expect(steps[0]?.alert?.changes[0]?.instances).toMatchObject([memoryAndVersion]);
  });

  test('says how many instances it goes without, and keeps what is known of the cluster', () => {
    const sent = [{ at: noon, critical: ['disappeared'] }];
    const health = { sent, hasShownConnection: true, instances: givenInstances(4) };
    const [, halved] = stepsFrom(givenSnapshot(noon, { health }));
    expect(halved?.health).toMatchObject({ sent, hasShownConnection: true, unremembered: 2 });
  });
});
