import { describe, expect, test } from '@jest/globals';
import { asListed, observationOf } from '../../../core/history/recorded-observation.ts';
import { emptyProbeResult } from '../../../core/observation/probe-result.ts';
import { givenInstances, givenSnapshot, minute, noon } from '../../adapters/dynamodb/given.ts';

const [one, gone, other] = givenInstances(3);
if (one === undefined || gone === undefined || other === undefined) throw new Error('there are three instances');

describe('what a check saw', () => {
  test('is what was listed, and those of the list that are no longer known', () => {
    const forgotten = [asListed(other)];
    const health = { instances: [one, { ...gone, listed: false }] };
    expect(observationOf(givenSnapshot(noon, { observer: one.id, degraded: 'a word', health, forgotten }))).toEqual({
      outcome: 'ok',
      instances: [asListed(one), asListed(other)],
      observer: one.id,
      serverDate: noon,
      degraded: 'a word',
      oddities: [],
    });
  });

  test('is an empty list where that was first seen then, and a list where it was before', () => {
    const observed = (emptySince: typeof noon) => observationOf(givenSnapshot(noon, { health: { emptySince } }));
    expect(observed(noon)).toMatchObject({ outcome: 'ok', instances: [] });
    expect(observed(minute(-1))).toMatchObject({ outcome: 'ok', instances: [{}, {}, {}] });
  });

  test('is the failure of a call that failed, or that there was one', () => {
    const failure = { outcome: 'network', detail: 'ECONNREFUSED', httpStatus: null } as const;
    expect(observationOf(givenSnapshot(noon, { outcome: 'network', failure }))).toEqual(failure);
    expect(observationOf(givenSnapshot(noon, { outcome: 'network' }))).toEqual({
      outcome: 'network',
      detail: 'what was seen instead is not recorded',
      httpStatus: null,
    });
  });
});

test('an instance as it was listed has nothing that checks made of it', () => {
  const listed = {
    id: 'a',
    name: 'rocket.chat',
    pid: 7,
    address: '10.0.0.1',
    host: 'chat-1',
    port: '3000',
    tcpPort: 31_000,
    registeredAt: minute(-9),
    heartbeatAt: minute(-1),
    connected: true,
    local: false,
    totalMemoryBytes: 4e9,
    freeMemoryBytes: 1e9,
    nodeVersion: 'v22.16.0',
    clientConnections: 12,
  };
  expect(asListed({ ...one, ...listed })).toStrictEqual(listed);
  expect(asListed({ ...one, ...listed, live: emptyProbeResult })).toStrictEqual({ ...listed, live: emptyProbeResult });
});
