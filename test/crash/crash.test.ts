import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { FauxqsServer } from 'fauxqs';
import { calmed, explore, killedEachTime, killedOnce } from './explore.ts';
import { play } from './play.ts';
import { defaultRules, type Rules } from '../../lambda/health/rules.ts';
import { lifeOf, type Plot } from '../health/life.ts';
import { live } from '../health/promises.ts';
import { crowdedScenarios, type Scenario, scenarios, undisturbed } from './scenario.ts';
import { recordingTopic, startSns, wiredTopic } from './topic.ts';
import { keptUnderTheTimeDue, variants } from './variants.ts';
import { verdict } from './verdict.ts';
import { openWorld, type World } from './world.ts';

/*
 * A few of the histories that `npm run test:crash` plays by the thousand. All go through the real pipeline, and
 * through the embedded DynamoDB over the wire. What is published is taken at the client's end of the wire, which
 * shows what was sent and how often; that this is what subscribers get is shown through a local SNS and its queue.
 */

const seed = 20_261_121;

/** What takes seconds may take many of them where others use the machine. */
jest.setTimeout(60_000);

let world: World;
let sns: FauxqsServer;
beforeAll(async () => {
  [world, sns] = await Promise.all([openWorld(), startSns()]);
});
afterAll(async () => {
  await Promise.all([world.close(), sns.stop()]);
});

test('whatever befalls the checks, every alert reaches its subscriber, in order, and none is invented', async () => {
  const { failed, counterexample, errorInstance } = await explore({ world, histories: 12, seed });
  expect({ failed, counterexample, errorInstance }).toEqual({
    failed: false,
    counterexample: null,
    errorInstance: null,
  });
});

test('the queue that subscribes to a topic gets the same', async () => {
  const { failed } = await explore({ world, histories: 4, seed: seed + 1, newTopic: () => wiredTopic(sns) });
  expect(failed).toBe(false);
});

test('checks that overlap, as late as they may be, tell as much as if each had waited for the other', async () => {
  const { failed, counterexample } = await explore({ world, histories: 4, seed, among: crowdedScenarios });
  expect({ failed, counterexample }).toEqual({ failed: false, counterexample: null });
});

test('of two late runs of a check, the one that takes longer does not go on from what the other has left behind', async () => {
  const rules: Rules = { ...defaultRules, disappeared: { forSeconds: 0, severity: 'critical' } };
  const freshFor = (checks: number) => ({ gap: 0, spans: [{ checks, as: 'fresh' as const }], freePercent: 50 });
  const placeOf = (checks: number) => ({ service: null, host: null, processes: [freshFor(checks)] });
  const calls = Array.from({ length: 10 }, () => ({ seconds: 60, sees: 'instances' as const, answers: 0 }));
  const plot: Plot = { places: [placeOf(10), placeOf(3)], breaks: [], calls, rules, laterRules: rules };

  const longer = { ...undisturbed, delaySeconds: 91, answerSeconds: 19 };
  const slots = [[undisturbed], [undisturbed], [longer, { ...undisturbed, delaySeconds: 92 }]];
  const scenario = { plot, slots, outage: null, attempts: 1 };
  const played = await play(scenario, { world, topic: recordingTopic() });
  expect(verdict(scenario, played)).toEqual([]);
  expect(played.deliveries).toHaveLength(1);
});

test('a process that dies before or after any call, at one check or at every one, leaves nothing untold', async () => {
  const scenario = aShortOneThatTellsMuch();
  const calm = await play(scenario, { world, topic: recordingTopic() });
  expect(calm.deliveries.length).toBeGreaterThan(1);
  for (const deadly of [...killedOnce(scenario, calm), ...killedEachTime(scenario)]) {
    expect(verdict(deadly, await play(deadly, { world, topic: recordingTopic() }))).toEqual([]);
  }
});

const aShortOneThatTellsMuch = (): Scenario => {
  const short = scenarios.map((scenario) => calmed(scenario, 3));
  const telling = fc.sample(short, { seed, numRuns: 100 }).find(({ plot, slots }) => {
    const steps = live(lifeOf(plot)).slice(0, slots.length);
    return steps.filter(({ changes }) => changes.length > 0).length > 1;
  });
  if (telling === undefined) throw new Error('no generated history tells much within a few checks');
  return telling;
};

describe('a pipeline is found out that', () => {
  test.each(Object.entries(variants))('%s', async (_fault, assemble) => {
    const { failed } = await explore({ world, histories: 60, seed, assemble, endsAtOnce: true });
    expect(failed).toBe(true);
  });

  test('keeps each check under the time it was due', async () => {
    const crowded = { among: crowdedScenarios, assemble: keptUnderTheTimeDue };
    const { failed } = await explore({ world, histories: 20, seed, endsAtOnce: true, ...crowded });
    expect(failed).toBe(true);
  });
});
