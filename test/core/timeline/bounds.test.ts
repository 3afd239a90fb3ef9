import { describe, expect, test } from '@jest/globals';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import { availabilityOf, availabilityText } from '../../../core/timeline/availability.ts';
import { Stretches } from '../../../core/timeline/stretches.ts';
import { millisecondsOf } from '../../../core/base/time.ts';
import { minute } from '../../adapters/dynamodb/given.ts';
import { checkAt, givenInstance, lost, timelineOf } from './given.ts';
import { longTest } from '../../length.ts';

const states = ['good', 'poor', 'bad'] as const;
type State = (typeof states)[number];
const givenStretches = (minutes: number): Stretches<State> =>
  new Stretches({ states, wholeMilliseconds: 60_000 * minutes });
const at = (minutes: number): number => millisecondsOf(minute(minutes));

describe('runs', () => {
  test('that change every minute for a month are a few hundred, and lose not a second', () => {
    const stretches = givenStretches(43_200);
    for (let one = 0; one < 43_200; one += 1) stretches.add(one % 2 === 0 ? 'good' : 'bad', at(one), at(one + 1));
    expect(stretches.runs.length).toBeLessThanOrEqual(800);
    expect(stretches.seconds).toEqual({ good: 21_600 * 60, bad: 21_600 * 60 });
    expect(stretches.runs[0]).toMatchObject({ state: 'bad', from: minute(0) });
    expect(stretches.runs.at(-1)?.to).toBe(minute(43_200));
  });

  test('that are long stay exact beside those that had to be put together', () => {
    const stretches = givenStretches(43_200);
    stretches.add('good', at(0), at(20_000));
    for (let one = 20_000; one < 22_000; one += 1) stretches.add(one % 2 === 0 ? 'good' : 'bad', at(one), at(one + 1));
    stretches.add('poor', at(22_000), at(43_200));
    expect(stretches.runs[0]).toEqual({ state: 'good', from: minute(0), to: minute(20_001), mixed: null });
    expect(stretches.runs.at(-1)).toEqual({ state: 'poor', from: minute(22_000), to: minute(43_200), mixed: null });
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
    expect(lanes.length).toBeLessThanOrEqual(1_000);
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
