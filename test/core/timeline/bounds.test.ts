import { describe, expect, test } from '@jest/globals';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import { availabilityOf, availabilityText } from '../../../core/timeline/availability.ts';
import { Runs } from '../../../core/timeline/run.ts';
import { minute } from '../../adapters/dynamodb/given.ts';
import { checkAt, givenInstance, lost, timelineOf } from './given.ts';
import { longTest } from '../../length.ts';

const states = ['good', 'poor', 'bad'] as const;
const givenRuns = (minutes: number): Runs<(typeof states)[number]> => new Runs({ states, wholeSeconds: 60 * minutes });

describe('runs', () => {
  test('that change every minute for a month are a few hundred, and lose not a second', () => {
    const runs = givenRuns(43_200);
    for (let at = 0; at < 43_200; at += 1) runs.add(at % 2 === 0 ? 'good' : 'bad', minute(at), minute(at + 1));
    expect(runs.all.length).toBeLessThanOrEqual(800);
    expect(runs.seconds()).toEqual({ good: 21_600 * 60, bad: 21_600 * 60 });
    expect(runs.all[0]).toMatchObject({ state: 'bad', from: minute(0) });
    expect(runs.all.at(-1)?.to).toBe(minute(43_200));
  });

  test('that are long stay exact beside those that had to be put together', () => {
    const runs = givenRuns(43_200);
    runs.add('good', minute(0), minute(20_000));
    for (let at = 20_000; at < 22_000; at += 1) runs.add(at % 2 === 0 ? 'good' : 'bad', minute(at), minute(at + 1));
    runs.add('poor', minute(22_000), minute(43_200));
    expect(runs.all[0]).toEqual({ state: 'good', from: minute(0), to: minute(20_001), mixed: null });
    expect(runs.all.at(-1)).toEqual({ state: 'poor', from: minute(22_000), to: minute(43_200), mixed: null });
  });
});

test('a restart loop is one lane that names its latest processes', async () => {
  function* loop(): Generator<Snapshot> {
    for (let at = 0; at < 1_000; at += 1) {
      const before = lost(`p${at - 1}`, minute(at), { status: 'replaced', replacedBy: `p${at}` });
      yield checkAt(at, [before, givenInstance(`p${at}`, { replaces: `p${at - 1}` })]);
    }
  }
  const { lanes } = await timelineOf(loop(), 1_000);
  expect(lanes).toHaveLength(1);
  expect(lanes[0]).toMatchObject({ name: 'p999:3000', omittedProcesses: 901 });
  expect(lanes[0]?.processes).toHaveLength(100);
});

longTest(
  'a newcomer a minute that replaces nobody leaves a bounded number of lanes, and says how many it leaves out',
  async () => {
    function* strangers(): Generator<Snapshot> {
      for (let at = 0; at < 6_200; at += 1) yield checkAt(at, [givenInstance(`p${at}`), givenInstance('stays')]);
    }
    const { lanes, omittedLanes } = await timelineOf(strangers(), 6_200);
    expect(lanes.length).toBeLessThanOrEqual(6_000);
    expect(lanes.length + omittedLanes).toBe(6_201);
    expect(lanes.map(({ name }) => name)).toContain('stays:3000');
  },
);

describe('availability', () => {
  test('is time seen healthy in time judged: what nobody saw is in neither', () => {
    expect(availabilityOf({ seconds: { healthy: 900, missing: 100, unseen: 5_000, replaced: 60 } })).toBe(90);
    expect(availabilityOf({ seconds: { unseen: 5_000 } })).toBeNull();
  });

  test.each([
    [100, '100 %'],
    [99.9999, '99.99 %'],
    [90, '90 %'],
    [0.001, '< 0.01 %'],
    [0, '0 %'],
    [null, '–'],
  ])('of %s reads %s: never better than it was', (value, text) => {
    expect(availabilityText(value)).toBe(text);
  });
});
