import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FauxqsServer } from 'fauxqs';
import { calmed, explore, killedEachTime, killedOnce } from './explore.ts';
import { calm, type Fate } from './fate.ts';
import { play, type Played } from './play.ts';
import { defaultRules, type Rules } from '../../core/rules/registry.ts';
import { lifeOf, type Plot } from '../core/life.ts';
import { live } from '../core/promises.ts';
import { oneIn, times } from '../length.ts';
import { fc, seed } from '../property.ts';
import { crowdedScenarios, type Outage, type Scenario, scenarios, undisturbed } from './scenario.ts';
import { recordingTopic, startSns, wiredTopic } from './topic.ts';
import { withoutTurns, variants } from './variants.ts';
import { verdict } from './verdict.ts';
import { openWorld, type World } from './world.ts';

/*
 * A few of the histories that `npm run test:crash` plays by the thousand. All go through the real pipeline, and
 * through the embedded DynamoDB over the wire. What is published is taken at the client's end of the wire, which
 * shows what was sent and how often; that this is what subscribers get is shown through a local SNS and its queue.
 */

const throttled: Fate = { ...calm, mishap: 'throttled' };

let world: World;
let sns: FauxqsServer;
beforeAll(async () => {
  [world, sns] = await Promise.all([openWorld(), startSns()]);
});
afterAll(async () => {
  await Promise.all([world.close(), sns.stop()]);
});

/** Where there was some, the message holds the history, and the seed that generates it again. */
const expectNoHarm = (explored: Awaited<ReturnType<typeof explore>>): void => {
  expect(fc.defaultReportMessage(explored)).toBeUndefined();
};

test('whatever befalls the checks, every alert reaches its subscriber, in order, and none is invented', async () => {
  expectNoHarm(await explore({ world, histories: times({ short: 2, long: 12 }), seed }));
});

test('the queue that subscribes to a topic gets the same', async () => {
  expectNoHarm(
    await explore({ world, histories: times({ short: 1, long: 4 }), seed, newTopic: () => wiredTopic(sns) }),
  );
});

test('checks that overlap, as late as they may be, tell as much as if each had waited for the other', async () => {
  expectNoHarm(await explore({ world, histories: times({ short: 1, long: 4 }), seed, among: crowdedScenarios }));
});

describe('a history in which two of three instances are lost, one after the other', () => {
  const rules: Rules = { ...defaultRules, disappeared: { ...defaultRules.disappeared, forSeconds: 0 } };
  const placeOf = (checks: number) => ({
    service: null,
    host: null,
    processes: [{ gap: 0, spans: [{ checks, as: 'fresh' as const }], freePercent: 50 }],
  });
  const plot: Plot = {
    places: [placeOf(20), placeOf(2), placeOf(3)],
    breaks: [],
    calls: Array.from({ length: 20 }, () => ({ seconds: 60, sees: 'instances', answers: 0 })),
    rules,
    laterRules: rules,
  };

  const expectAlerts = async (count: number, slots: Scenario['slots'], outage: Outage | null): Promise<void> => {
    const calmly = { attempts: 1, recheckEverySeconds: null, deeds: [], escalateAfterSeconds: [] };
    const scenario = { plot, slots, outage, ...calmly };
    const played = await play(scenario, { world, topic: recordingTopic() });
    expect(verdict(scenario, played)).toEqual([]);
    expect(played.deliveries).toHaveLength(count);
  };

  test('tells both at once although the check that sees it runs twice, late, and one run takes longer', async () => {
    const longer = { ...undisturbed, delaySeconds: 91, answerSeconds: 19 };
    const shorter = { ...undisturbed, delaySeconds: 92 };
    await expectAlerts(1, [[undisturbed], [undisturbed], [longer, shorter]], null);
  });

  test('tells each once although the second, of those that waited for SNS, cannot be read at first', async () => {
    const outage = { from: 2, slots: 2, error: 'Throttling' };
    // Query, observation, put, and of the first alert get, publish and both its marks.
    const unread = { ...undisturbed, fates: [...Array.from({ length: 7 }, () => calm), throttled] };
    await expectAlerts(2, [...Array.from({ length: 4 }, () => [undisturbed]), [unread]], outage);
  });
});

test('a process that dies before or after any call, at one check or at every one, leaves nothing untold', async () => {
  const { scenario, undying } = await aShortOneThatTellsMuch();
  for (const deadly of oneIn(15, [...killedOnce(scenario, undying), ...killedEachTime(scenario)])) {
    expect(verdict(deadly, await play(deadly, { world, topic: recordingTopic() }))).toEqual([]);
  }
});

const aShortOneThatTellsMuch = async (): Promise<{ readonly scenario: Scenario; readonly undying: Played }> => {
  const short = scenarios.map((scenario) => calmed(scenario, 3));
  const telling = fc.sample(short, { seed, numRuns: 300 }).filter(({ plot, slots }) => {
    const steps = live(lifeOf(plot)).slice(0, slots.length);
    return steps.filter(({ changes }) => changes.length > 0).length > 1;
  });
  for (const scenario of telling) {
    const undying = await play(scenario, { world, topic: recordingTopic() });
    if (undying.deliveries.length > 1) return { scenario, undying };
  }
  throw new Error('no generated history tells much within a few checks');
};

describe('a pipeline is found out that', () => {
  /** The same at each run: of some seeds, no history among so few meets with the mishap that shows the fault. */
  const telling = 6;

  test.each(oneIn(4, Object.entries(variants)))('%s', async (_fault, assemble) => {
    const { failed } = await explore({ world, histories: 60, seed: telling, assemble, endsAtOnce: true });
    expect(failed).toBe(true);
  });

  test('has each check go on as if no other were under way', async () => {
    const crowded = { among: crowdedScenarios, assemble: withoutTurns };
    const { failed } = await explore({ world, histories: 20, seed: telling, endsAtOnce: true, ...crowded });
    expect(failed).toBe(true);
  });
});
