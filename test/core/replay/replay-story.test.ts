import { afterEach, expect, test } from '@jest/globals';
import { replay } from '../../../core/replay/replay.ts';
import type { StageOptions } from '../../../cli/demo/stage.ts';
import { Rig } from '../../check/rig.ts';
import { all } from '../../adapters/dynamodb/given-store.ts';
import { givenInstances, givenSnapshot, minute } from '../../adapters/dynamodb/given.ts';
import { defaultRules } from '../../../core/rules/registry.ts';

let rig: Rig;
afterEach(() => rig.close());

/** A loss, a failure, a gap of an hour, a late check and a restart, as the real pipeline keeps them. */
async function liveThrough(options: StageOptions): Promise<void> {
  rig = await Rig.inMemory(options);
  await rig.checks(2);
  rig.cluster.kill(rig.ids[1]);
  await rig.checks(5);
  rig.cluster.cutOff('bad-gateway');
  await rig.checks(3);
  rig.cluster.restore();
  rig.clock.advance(3_600);
  await rig.checks(2);
  rig.clock.advance(45);
  await rig.checks(2);
  rig.cluster.restart(rig.ids[1]);
  rig.cluster.start();
  await rig.checks(5);
}

test.each<[string, StageOptions]>([
  ['of three instances', {}],
  ['whose answers are of microservices', { mode: 'microservices' }],
  ['of so many instances that they are kept compressed', { instances: 60 }],
  [
    'with other rules',
    {
      rules: {
        disappeared: { ...defaultRules.disappeared, forSeconds: 240, severity: 'warning' },
        remindEverySeconds: 120,
      },
    },
  ],
])(
  'a replay sends what was sent by the checks of a cluster %s',
  async (_, options) => {
    await liveThrough(options);
    const snapshots = await rig.snapshots();
    const replayed = await all(replay(snapshots, null, rig.workspace.rules));
    expect(snapshots).toHaveLength(19);
    expect(replayed.every(({ isJudged }) => isJudged)).toBe(true);
    expect(replayed.map(({ alert }) => alert)).toEqual(snapshots.map(({ alert }) => alert));
    expect(snapshots.flatMap(({ alert }) => alert ?? []).length).toBeGreaterThan(1);
  },
  60_000,
);

test('a check whose state was left out is taken as it was, and the next goes on from there', async () => {
  rig = await Rig.inMemory();
  const instances = givenInstances(3);
  const left = { instances: [], seenAt: null };
  const snapshots = [
    givenSnapshot(minute(0), { health: { instances } }),
    givenSnapshot(minute(1), { health: left, omitted: ['descriptions', 'state'] }),
    givenSnapshot(minute(2), { health: { instances } }),
  ];
  const replayed = await all(replay(snapshots, snapshots[0] ?? null, defaultRules));
  expect(replayed.map(({ isJudged, alert }) => [isJudged, alert])).toEqual([
    [true, null],
    [false, null],
    [true, null],
  ]);
});
