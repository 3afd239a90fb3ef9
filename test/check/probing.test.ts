import { afterEach, describe, expect, test } from '@jest/globals';
import { serveInstances, type InstanceServers } from '../../simulator/instance-servers.ts';
import { defaultRules } from '../../core/rules/registry.ts';
import { observationOf } from '../../core/history/recorded-observation.ts';
import { probeInstances } from '../../adapters/probe/probe-instances.ts';
import { defaultProbe } from '../../adapters/probe/settings.ts';
import type { StageOptions } from '../../cli/demo/stage.ts';
import { Rig } from './rig.ts';

let rig: Rig;
let servers: InstanceServers | null = null;
afterEach(async () => {
  await servers?.close();
  servers = null;
  await rig.close();
});

const memory = { ...defaultRules.memory, limitMiB: 1024 };
const rules = { memory };

async function givenServedRig(options: StageOptions): Promise<Rig> {
  const made = await Rig.inMemory({ ...options, probe: defaultProbe });
  const { addresses } = (servers = await serveInstances(made.cluster));
  made.probe = (instances, { settings, ...asked }) =>
    probeInstances(instances, {
      ...asked,
      settings: { ...settings, addresses },
      limits: { instanceMilliseconds: 300 },
    });
  return made;
}

describe('a check that asks over HTTP', () => {
  test('keeps what each instance reports, and a snapshot holds all that was seen', async () => {
    rig = await givenServedRig({ rules });
    await rig.checks(2);
    const snapshot = (await rig.snapshots()).at(-1);
    const reported = snapshot?.health.instances.map(({ live }) => live);
    expect(reported).toHaveLength(3);
    for (const live of reported ?? []) {
      expect(live).toMatchObject({ ready: true, metricsTrouble: null, readyTrouble: null });
      expect((live?.residentBytes ?? 0) / 1024 ** 2).toBeGreaterThan(400);
    }
    if (snapshot === undefined) throw new Error('nothing was recorded');
    const again = observationOf(snapshot);
    expect(again.outcome === 'ok' ? again.instances.map(({ live }) => live) : []).toEqual(reported);
  });

  test('goes on where instances hang, are gone or are not ready, and shows what they do not report as unknown', async () => {
    rig = await givenServedRig({ rules });
    await rig.check();
    const [a, b, c] = rig.ids;
    rig.cluster.hang(a);
    rig.cluster.setReady(b, false);
    rig.cluster.kill(c);
    rig.clock.advance(20);
    const report = await rig.check();
    const live = new Map(report?.snapshot.health.instances.map(({ id, live: reported }) => [id, reported]));
    expect(report?.snapshot.outcome).toBe('ok');
    expect(live.get(a)).toMatchObject({ residentBytes: null, metricsTrouble: 'timeout' });
    expect(live.get(b)).toMatchObject({ ready: false, metricsTrouble: null });
    expect(live.get(c)).toMatchObject({ residentBytes: null, metricsTrouble: 'no-connection' });
  });
});

test('a workspace that asks nothing records nothing more, and nobody is asked', async () => {
  rig = await Rig.inMemory();
  rig.probe = () => Promise.reject(new Error('somebody was asked'));
  await rig.checks(2);
  const text = JSON.stringify(await rig.snapshots());
  expect(text).not.toMatch(/"live"|"probed"/);
});

test('a look that saw nothing asks nobody', async () => {
  rig = await Rig.inMemory({ probe: defaultProbe });
  rig.cluster.cutOff('bad-gateway');
  rig.probe = () => Promise.reject(new Error('somebody was asked'));
  expect((await rig.check())?.snapshot.outcome).toBe('server-error');
});

test('what the look at the workspace has left is all that asking takes', async () => {
  rig = await Rig.inMemory({ probe: defaultProbe });
  let left = 0;
  rig.probe = (_instances, { millisecondsLeft }) => {
    left = millisecondsLeft;
    return Promise.resolve(new Map());
  };
  await rig.check();
  expect(left).toBe(24_000);
});
