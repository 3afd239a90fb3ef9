import assert from 'node:assert/strict';
import { heartbeatSeconds } from '../facts.ts';
import type { ServerProcess } from '../server-process.ts';
import { heartbeatOf, type View } from '../view.ts';
import { pause } from '../wait.ts';
import type { Stage, Three } from './situation.ts';

/** How late a heartbeat may be on a machine that has other things to do, in seconds. */
const lagSeconds = 20;

/** Three servers that find each other, and are watched from then on. */
export async function startThree(stage: Stage): Promise<Three> {
  const { cluster, watch, step } = stage;
  const loaded = await Promise.all(['A', 'B', 'C'].map((place) => cluster.load(place)));
  const [a, b, c] = loaded;
  assert.ok(a && b && c);
  await step('healthy: three servers are listed, each connected, by whichever answers', async () => {
    for (const server of loaded) await cluster.join(server);
    await cluster.allConnected();
    const views = await cluster.views();
    for (const [observer, view] of views) assertHealthy(stage, observer, view);
  });
  watch.start();
  await pause(60);
  await step('healthy: still so after a minute, with heartbeats that have moved', async () => {
    for (const [observer, view] of await cluster.views()) assertHealthy(stage, observer, view);
  });
  return [a, b, c];
}

function assertHealthy({ cluster, nats }: Stage, observer: ServerProcess, view: View): void {
  const now = cluster.clock.now();
  assert.deepEqual([...view.keys()].sort(), cluster.serving.map(({ id }) => id).sort());
  for (const { id, label, place } of cluster.serving) {
    const entry = view.get(id);
    const seen = `${observer.label} says of ${label}: ${JSON.stringify(entry)}`;
    assert.equal(entry?.currentStatus.connected, true, seen);
    assert.equal(entry.currentStatus.local, id === observer.id, seen);
    const ip = `10.9.0.${'ABC'.indexOf(place) + 1}`;
    assert.equal(entry.address, ip, seen);
    const { host, tcpPort } = entry.instanceRecord.extraInformation;
    assert.deepEqual([host, tcpPort !== undefined], nats === null ? [ip, true] : ['localhost', false], seen);
    assert.ok(now - heartbeatOf(view, { id }) < (heartbeatSeconds + lagSeconds) * 1000, seen);
  }
}
