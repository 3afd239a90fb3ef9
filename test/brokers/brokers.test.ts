import { describe, expect, test } from '@jest/globals';
import { cadences, expectedNotices } from './evaluation/expected.ts';
import { assertExpected, type LabelledNotice } from './evaluation/match.ts';
import { expirySeconds } from './facts.ts';
import { Collection } from './store/collection.ts';

const at = '2026-11-27T10:00:00.000Z';
const notice = (change: string, kind: string, ...about: readonly string[]): LabelledNotice => ({
  ...{ at, change, kind, about },
});

describe('what is expected of the evaluation', () => {
  const opened = notice('opened', 'unresponsive', 'B1');
  const resolved = notice('resolved', 'disappeared', 'B1');
  const judge =
    (situation: string, sent: readonly LabelledNotice[], readsGossip = false) =>
    (): void => {
      const expected = expectedNotices(situation, 10, readsGossip);
      if (expected === null) throw new Error('nothing is expected');
      assertExpected(sent, expected, 10);
    };

  test('a loss: the right process, with its end', () => {
    expect(judge('tcp kill', [opened, resolved])).not.toThrow();
  });

  test.each<[string, readonly LabelledNotice[]]>([
    ['nothing', []],
    ['no end', [opened]],
    ['the wrong process', [notice('opened', 'unresponsive', 'A1'), resolved]],
    ['two processes', [notice('opened', 'unresponsive', 'A1', 'B1'), resolved]],
    ['one more of another', [opened, resolved, notice('opened', 'disconnected', 'A1')]],
    ['the end first', [resolved, opened]],
  ])('not of a loss: %s', (_, sent) => {
    expect(judge('tcp kill', sent)).toThrow('sent was');
  });

  test('a deploy sends nothing', () => {
    expect(judge('tcp rolling deploy', [])).not.toThrow();
    expect(judge('tcp rolling deploy', [opened])).toThrow('opened unresponsive of B1');
  });

  test('a cut link never names one alone', () => {
    const ofCut = (...about: readonly string[]) =>
      judge(
        'tcp cut',
        ['opened', 'resolved'].map((change) => notice(change, 'disconnected', ...about)),
        true,
      );
    expect(ofCut('A1', 'B1')).not.toThrow();
    expect(ofCut()).not.toThrow();
    expect(ofCut('A1')).toThrow('disconnected of A1');
    expect(ofCut('B1', 'C1')).toThrow('disconnected of B1+C1');
  });

  test.each(['tcp cut', 'tcp cold start', 'nats down'])('%s waits for an evaluation that reads gossip', (situation) => {
    for (const cadence of cadences) {
      expect(expectedNotices(situation, cadence, false)).toBeNull();
      expect(expectedNotices(situation, cadence, true)).not.toBeNull();
    }
  });
});

describe('the store', () => {
  let now = Date.parse(at);
  const pass = (seconds: number): void => {
    now += seconds * 1000;
  };
  const record = { _id: 'a', extraInformation: { host: '10.9.0.1' }, name: 'rocket.chat', pid: 1 };

  test('dates records, forgets those that are no longer touched, and dates anew those that come back', () => {
    const collection = new Collection(() => new Date(now).toISOString());
    collection.insert(record);
    pass(30);
    expect(collection.touch('a', 21)).toBe(true);
    expect(collection.list()).toEqual([
      {
        ...record,
        _createdAt: at,
        _updatedAt: '2026-11-27T10:00:30.000Z',
        extraInformation: { host: '10.9.0.1', conns: 21 },
      },
    ]);

    pass(expirySeconds);
    collection.removeOlderThan(now - expirySeconds * 1000);
    expect(collection.list()).toHaveLength(1);
    pass(1);
    collection.removeOlderThan(now - expirySeconds * 1000);
    expect(collection.list()).toEqual([]);
    expect(collection.touch('a', 22)).toBe(false);

    collection.insert(record);
    expect(collection.list()[0]?._createdAt).toBe('2026-11-27T10:01:31.000Z');
  });
});
