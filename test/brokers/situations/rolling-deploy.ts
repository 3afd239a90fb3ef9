import assert from 'node:assert/strict';
import type { Cluster } from '../cluster.ts';
import type { ServerProcess } from '../server-process.ts';
import { isConnected } from '../view.ts';
import { pause, waitFor } from '../wait.ts';
import { startThree } from './healthy.ts';
import { aftermathSeconds, noticedWithinRealSeconds, untilDisconnected } from './loss.ts';
import type { Situation, Stage } from './situation.ts';

/** From the end of a process until the next one at its place looks for its peers, which takes it some seconds more. */
const restartSeconds = 5;

export const tcpRollingDeploy: Situation = { name: 'tcp rolling deploy', transporter: 'tcp', play: deploy };
export const natsRollingDeploy: Situation = { name: 'nats rolling deploy', transporter: 'nats', play: deploy };

async function deploy(stage: Stage): Promise<void> {
  const { cluster, step } = stage;
  const three = await startThree(stage);
  for (const old of three) await step(`${old.label} is followed by another at its place`, () => restart(cluster, old));
  await step('in the end all are connected', () => cluster.allConnected());
  await pause(aftermathSeconds);
}

/**
 * One process stops, the next one starts at its place, and for a while the records of both are listed: not for long
 * enough to be sure of it on a machine that has other things to do.
 */
async function restart(cluster: Cluster, old: ServerProcess): Promise<void> {
  const next = await cluster.load(old.place);
  assert.equal(await old.stop(), 0);
  await untilDisconnected(cluster, old, noticedWithinRealSeconds);
  await pause(restartSeconds);
  await cluster.join(next);
  await waitFor(`${next.label} to be connected`, 30, async () => {
    const views = [...(await cluster.views()).values()];
    assert.ok(views.every((view) => isConnected(view, old) !== true));
    return views.every((view) => isConnected(view, next) === true) || null;
  });
  await pause(10);
}
