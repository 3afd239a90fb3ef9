import { afterEach, describe, expect, test } from '@jest/globals';
import { defaultLimits } from '../../adapters/rocketchat/limits.ts';
import type { FaultKind } from '../../simulator/faults.ts';
import { defaultRules } from '../../core/rules/registry.ts';
import { oneIn } from '../length.ts';
import { Rig } from './rig.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

const styles = ['surge', 'recreate'] as const;
const places = ['fixed', 'per-process', 'localhost'] as const;

describe('no alert is raised by', () => {
  const rollOuts = styles.flatMap((style) => places.map((place) => [style, place] as const));

  test.each(oneIn(4, rollOuts))('a rolling deploy in the style %s, places %s', async (style, place) => {
    rig = await Rig.inMemory({ places: place });
    await rig.checks(3);
    rig.cluster.rollOut({ style });
    await rig.checks(15);
    expect(rig.sent).toEqual([]);
  });

  test.each(oneIn(2, styles))(
    'a rolling deploy in the style %s where the number of instances is watched',
    async (style) => {
      const tooFewInstances = { ...defaultRules.tooFewInstances, expected: 3 };
      rig = await Rig.inMemory({ rules: { tooFewInstances } });
      await rig.checks(3);
      rig.cluster.rollOut({ style });
      await rig.checks(15);
      expect(rig.sent).toEqual([]);
    },
  );

  test('a scale-up', async () => {
    rig = await Rig.inMemory();
    await rig.checks(3);
    rig.cluster.scale(6);
    await rig.checks(10);
    expect(rig.sent).toEqual([]);
  });

  test.each(oneIn(2, places))('a restart, places %s', async (place) => {
    rig = await Rig.inMemory({ places: place });
    await rig.checks(3);
    rig.cluster.restart(rig.ids[1]);
    await rig.checks(10);
    expect(rig.sent).toEqual([]);
  });

  test.each(oneIn(2, ['round-robin', 'random', 'sticky'] as const))(
    'an hour behind a %s load balancer',
    async (loadBalancer) => {
      rig = await Rig.inMemory({ loadBalancer });
      await rig.checks(60);
      expect(rig.sent).toEqual([]);
    },
  );

  test('an hour of microservices', async () => {
    rig = await Rig.inMemory({ mode: 'microservices' });
    await rig.checks(60);
    expect(rig.sent).toEqual([]);
  });

  test.each(oneIn(2, ['flat', 'object', 'strings'] as const))('an hour of answers of the shape %s', async (shape) => {
    rig = await Rig.inMemory({ shape });
    await rig.checks(60);
    expect(rig.sent).toEqual([]);
  });

  test('a database clock that is two hours ahead, or a record dated 2257', async () => {
    rig = await Rig.inMemory({ databaseClockSkewSeconds: 7200 });
    rig.cluster.ghost({ heartbeatAt: '2257-01-01T00:00:00.000Z' });
    await rig.checks(20);
    expect(rig.sent).toEqual([]);
  });

  test('a database that no process reaches for so long that every record expires', async () => {
    rig = await Rig.inMemory();
    await rig.checks(3);
    rig.cluster.stallDatabase(130);
    await rig.checks(10);
    expect(rig.sent).toEqual([]);
  });
});

describe('one alert and one resolution each', () => {
  const expectOneOfEach = (kind: string, reason: string): void => {
    expect(rig.sent).toEqual([`opened ${kind}`, `resolved ${kind} ${reason}`]);
    expect(rig.published).toHaveLength(2);
  };

  test('for a process that is killed, and started again later', async () => {
    rig = await Rig.inMemory();
    await rig.checks(3);
    rig.cluster.kill(rig.ids[1]);
    await rig.checks(6);
    rig.cluster.start();
    await rig.checks(10);
    expectOneOfEach('disappeared', 'replaced');
  });

  test('for a process that hangs, and wakes up', async () => {
    rig = await Rig.inMemory({ healthCheckSeconds: 0 });
    await rig.checks(3);
    const hung = rig.ids[1];
    rig.cluster.hang(hung);
    await rig.checks(8);
    rig.cluster.wake(hung);
    await rig.checks(10);
    const [opened, resolved] = rig.published;
    expect(rig.published).toHaveLength(2);
    expect(opened?.changes).toMatchObject([{ change: 'opened', incident: { subjects: [hung] } }]);
    expect(resolved?.changes).toMatchObject([{ change: 'resolved', reason: 'returned' }]);
  });

  test.each(['round-robin', 'random'] as const)(
    'for two nodes parted, behind a %s load balancer',
    async (loadBalancer) => {
      rig = await Rig.inMemory({ loadBalancer });
      await rig.checks(3);
      const [a, b] = rig.ids;
      rig.cluster.partition(a, b);
      await rig.checks(20);
      rig.cluster.heal();
      await rig.checks(30);
      expectOneOfEach('disconnected', 'reconnected');
      // By hearsay the third may be among them, too.
      expect(rig.ids).toEqual(
        expect.arrayContaining([...(rig.published[0]?.changes[0]?.incident.subjects ?? ['none'])]),
      );
    },
  );

  test('for one node cut off from two others', async () => {
    rig = await Rig.inMemory();
    await rig.checks(3);
    const [a, b, c] = rig.ids;
    rig.cluster.partition(a, [b, c]);
    await rig.checks(20);
    rig.cluster.heal();
    await rig.checks(30);
    expectOneOfEach('disconnected', 'reconnected');
    // Nobody else is named, whichever happened to answer first.
    expect([[a], []]).toContainEqual(rig.published[0]?.changes[0]?.incident.subjects);
  });

  test('for one node cut off from two others, which is named once five minutes of answers have been heard', async () => {
    const disconnected = { ...defaultRules.disconnected, forSeconds: 300 };
    rig = await Rig.inMemory({ rules: { disconnected } });
    await rig.checks(3);
    const [a, b, c] = rig.ids;
    rig.cluster.partition(a, [b, c]);
    await rig.checks(20);
    expect(rig.published.flatMap(({ changes }) => changes.map(({ incident }) => incident.subjects))).toEqual([[a]]);
  });

  test('for a process that has lost its broker, which is sent at the third of ten, and the workspace as such is not', async () => {
    rig = await Rig.inMemory();
    await rig.checks(3);
    rig.cluster.cutOff('degraded');
    await rig.checks(4);
    rig.cluster.restore();
    await rig.checks(12);
    expectOneOfEach('degraded', 'reachable');
  });

  const outages: FaultKind[] = [
    ...(['rate-limited', 'internal-error', 'bad-gateway', 'service-unavailable', 'html', 'not-json'] as const),
    ...(['unsuccessful', 'too-large', 'hang', 'unfinished', 'reset'] as const),
  ];
  test.each(oneIn(3, outages))('for an API that answers with: %s', async (fault) => {
    rig = await Rig.inMemory();
    await rig.checks(3);
    rig.cluster.cutOff(fault);
    if (fault === 'hang' || fault === 'unfinished') rig.callMilliseconds = 50;
    await rig.checks(4);
    const [known] = (await rig.snapshots()).slice(2);
    const latest = await rig.history.latest('production', rig.clock.now());
    expect(latest?.health.instances).toEqual(known?.health.instances);
    rig.cluster.restore();
    rig.callMilliseconds = defaultLimits.callMilliseconds;
    await rig.checks(5);
    expectOneOfEach('unreachable', 'reachable');
  });

  const refusals: FaultKind[] = [
    'unauthorized',
    'unauthorized-older',
    'forbidden',
    'forbidden-older',
    'forbidden-as-401',
    'forbidden-newer',
  ];
  test.each(oneIn(3, refusals))('for a token that is refused: %s', async (fault) => {
    rig = await Rig.inMemory();
    await rig.checks(3);
    rig.cluster.cutOff(fault);
    await rig.checks(4);
    rig.cluster.restore();
    // Refused at three of the last ten checks: one of several servers might still do so.
    await rig.checks(12);
    expectOneOfEach('unauthorized', 'authorized');
  });
});
