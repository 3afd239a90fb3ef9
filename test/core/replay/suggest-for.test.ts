import { afterEach, describe, expect, test } from '@jest/globals';
import { suggestFor } from '../../../core/replay/suggest-for.ts';
import { defaultRules, type Rules } from '../../../core/rules/registry.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import { Rig } from '../../check/rig.ts';

let rig: Rig;
afterEach(() => rig.close());

/** A workspace that does not answer for four minutes, twice, and is well for half an hour after each. */
async function flapping(): Promise<readonly Snapshot[]> {
  rig = await Rig.inMemory({});
  await rig.checks(3);
  for (let outage = 0; outage < 2; outage += 1) {
    rig.cluster.cutOff('bad-gateway');
    await rig.checks(4);
    rig.cluster.restore();
    await rig.checks(30);
  }
  return rig.snapshots();
}

async function* each(snapshots: readonly Snapshot[]): AsyncGenerator<Snapshot, void, undefined> {
  for (const snapshot of snapshots) yield await Promise.resolve(snapshot);
}

describe('what another `for` would have spared', () => {
  test('is found by judging the checks anew: the shortest that halves them', async () => {
    const snapshots = await flapping();
    const { rules } = rig.workspace;
    const suggest = (kind: string, given: Rules = rules, maxInstances = 10_000) =>
      suggestFor(each(snapshots), null, { kind, rules: given, maxInstances });
    expect(await suggest('unreachable')).toEqual({
      key: 'unreachable',
      current: '1m',
      suggested: '5m',
      sent: 2,
      wouldSend: 0,
    });
    // One that has no `for`, one that sent nothing, and more than may be read.
    expect(await suggest('restarting')).toBeNull();
    expect(await suggest('degraded')).toBeNull();
    expect(await suggest('unreachable', rules, 20)).toBeNull();
    // Rules that did not send what was sent.
    const others = { ...rules, unreachable: { ...rules.unreachable, forSeconds: 1_800 } };
    expect(await suggest('unreachable', others)).toBeNull();
    expect(defaultRules.unreachable.forSeconds).toBe(60);
  }, 60_000);
});
