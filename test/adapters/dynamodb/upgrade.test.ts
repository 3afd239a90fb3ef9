import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromItem, type Item } from '../../../adapters/dynamodb/item.ts';
import { plusSeconds, type Timestamp } from '../../../core/base/time.ts';
import { decide } from '../../../core/decide.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import type { Instance } from '../../../core/observation/instance.ts';
import { defaultRules } from '../../../core/rules/registry.ts';

/** Items of the version that judged heartbeats by their age and connections by single answers, after eight checks. */
const items = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/items-before-movement.json'), 'utf8'),
) as Readonly<Record<'healthy' | 'lost' | 'disconnected' | 'unlicensed', Item>>;

const instanceAt = (id: string, at: Timestamp, more: Partial<Instance> = {}): Instance => ({
  id,
  name: 'rocket.chat',
  pid: 1,
  address: null,
  host: `10.0.0.${'abc'.indexOf(id) + 1}`,
  port: '3000',
  tcpPort: null,
  registeredAt: '2026-11-20T19:00:00.000Z',
  heartbeatAt: plusSeconds(at, -4),
  connected: true,
  local: id === 'a',
  totalMemoryBytes: 8e9,
  freeMemoryBytes: 4e9,
  nodeVersion: 'v22.16.0',
  clientConnections: 4,
  ...more,
});

type Answer = (at: Timestamp) => readonly Instance[];

const all: Answer = (at) => ['a', 'b', 'c'].map((id) => instanceAt(id, at));

/** What is sent at each of the checks that go on from an item. */
function sentAfter(item: Item, answers: readonly Answer[]): readonly string[] {
  let previous: Snapshot = fromItem(item);
  return answers.flatMap((answer) => {
    const takenAt = plusSeconds(previous.takenAt, 60);
    previous = decide({
      workspace: previous.workspace,
      takenAt,
      observedAt: takenAt,
      previous,
      observation: {
        outcome: 'ok',
        instances: answer(takenAt),
        observer: 'a',
        serverDate: takenAt,
        degraded: null,
        oddities: [],
      },
      latencyMilliseconds: 6,
      rules: defaultRules,
      silences: [],
    }).snapshot;
    return (previous.alert?.changes ?? []).map(({ change, incident }) => `${change} ${incident.kind}`);
  });
}

const times = (count: number, answer: Answer): readonly Answer[] => Array.from({ length: count }, () => answer);

describe('from an item of the version before, a check goes on', () => {
  test('without an alert of its own where all is well', () => {
    expect(sentAfter(items.healthy, times(20, all))).toEqual([]);
  });

  test('with the loss that is open, to its end', () => {
    const withoutC: Answer = (at) => all(at).filter(({ id }) => id !== 'c');
    expect(sentAfter(items.lost, [...times(10, withoutC), ...times(5, all)])).toEqual(['resolved disappeared']);
  });

  test('with the broken connection that is open, to its end', () => {
    const cut: Answer = (at) => all(at).map((one) => (one.id === 'c' ? { ...one, connected: false } : one));
    expect(sentAfter(items.disconnected, [...times(10, cut), ...times(20, all)])).toEqual(['resolved disconnected']);
  });

  test('and says no more of instances that were never shown connected', () => {
    const alone: Answer = (at) => all(at).map((one) => (one.id === 'a' ? one : { ...one, connected: false }));
    expect(sentAfter(items.unlicensed, times(600, alone))).toEqual([]);
  });
});
