import { describe, expect, test } from '@jest/globals';
import { nameOf } from '../../../core/cluster/instance-name.ts';
import { matchesInstance } from '../../../core/cluster/matches-instance.ts';
import type { InstanceFacts } from '../../../core/cluster/instance-facts.ts';

const one: InstanceFacts = {
  id: '5c0e7c3a-7d4b-4f0e-9a51-0d6a1f2b3c4d',
  name: 'rocket.chat',
  address: '172.18.0.4',
  host: 'chat-1.internal',
  port: '3000',
  pid: 1,
  startedAt: null,
  heartbeatAt: null,
  nodeVersion: null,
  totalMemoryBytes: null,
  freeMemoryBytes: null,
};
const inContainer = { ...one, host: 'localhost' };
const streamer = { ...one, name: 'ddp-streamer', host: null, port: null, address: null, pid: null };

describe('an instance is called', () => {
  test.each([
    [one, one.id],
    [one, one.id.toUpperCase()],
    [one, '5c0e7c3a'],
    [one, 'chat-1.internal'],
    [one, 'CHAT-1.internal:3000'],
    [one, ' chat-1.internal:3000 (pid 1) '],
    [one, 'chat-1.internal:3000 (pid 77)'],
    [one, '172.18.0.4'],
    [inContainer, '172.18.0.4 (pid 1)'],
    [{ ...inContainer, address: null }, 'instance 5c0e7c3a (pid 1)'],
    [{ ...streamer, host: '10.0.0.7' }, 'ddp-streamer 10.0.0.7'],
    [{ ...streamer, host: '10.0.0.7' }, '10.0.0.7'],
    [{ ...one, address: '10.0.0.7:3000' }, '10.0.0.7:3000'],
  ])('%#: %j by %j', (instance, called) => {
    expect(matchesInstance(instance, called)).toBe(true);
  });

  test.each([one, inContainer, { ...inContainer, address: null }, streamer, { ...streamer, host: '10.0.0.7' }])(
    '%#: as alerts show it',
    (instance) => {
      expect(matchesInstance(instance, nameOf(instance))).toBe(true);
    },
  );

  test.each([
    [one, ''],
    [one, '5c0e7c3'],
    [one, 'chat-1'],
    [one, 'chat-1.internal:3001'],
    [one, '3000'],
    [one, 'rocket.chat'],
    [streamer, 'ddp-streamer'],
    [inContainer, 'localhost'],
    [inContainer, 'localhost:3000'],
    [{ ...one, host: null, port: null, address: null }, 'null:null'],
  ])('%#: %j not by %j', (instance, called) => {
    expect(matchesInstance(instance, called)).toBe(false);
  });
});
