import assert from 'node:assert/strict';
import { expirySeconds, heartbeatSeconds, sweepSeconds } from '../facts.ts';
import type { Cluster } from '../cluster.ts';
import { speed } from '../fast-clock.ts';
import type { ServerProcess } from '../server-process.ts';
import { heartbeatOf, isConnected, isListed, type View } from '../view.ts';
import { pause, waitFor } from '../wait.ts';
import type { Stage } from './situation.ts';

/** An incident of a loss is over after two minutes without; a check a minute may see it a minute later. */
export const aftermathSeconds = 210;

/** An incident of connections is over after five minutes without; a check a minute may see it a minute later. */
export const steadySeconds = 380;

/** What ends shows within two real seconds, as the network is not faster here; later on a busy machine. */
export const noticedWithinRealSeconds = 5;

/** What timers and calls may add on a machine that has other things to do, in seconds. */
const lagSeconds = noticedWithinRealSeconds * speed;

/** How long a record that is no longer touched can stay: it was touched up to a heartbeat ago, and is swept at last. */
const minListedSeconds = expirySeconds - heartbeatSeconds;
const maxListedSeconds = expirySeconds + sweepSeconds;

/**
 * Follows a process that no longer writes until its record is gone.
 *
 * @param assertMeanwhile is given each view of the others that still lists it, and the seconds since `since`
 */
export async function untilUnlisted(
  cluster: Cluster,
  lost: ServerProcess,
  since: number,
  assertMeanwhile: (view: View, seconds: number) => void,
): Promise<void> {
  const heartbeats = new Set<number>();
  const secondsSince = (): number => (cluster.clock.now() - since) / 1000;
  const seconds = await waitFor(`${lost.label} to be no longer listed`, 40, async () => {
    const before = secondsSince();
    const views = [...(await cluster.views()).values()];
    for (const view of views.filter((each) => isListed(each, lost))) {
      heartbeats.add(heartbeatOf(view, lost));
      assertMeanwhile(view, before);
    }
    return views.every((view) => !isListed(view, lost)) ? secondsSince() : null;
  });
  assert.equal(heartbeats.size, 1, 'its heartbeat stands still');
  assert.ok(
    seconds > minListedSeconds - 2 * heartbeatSeconds && seconds < maxListedSeconds + lagSeconds,
    `it stayed listed for ${Math.round(seconds)} s`,
  );
}

/** Polls until each other process holds it to be disconnected, though it is listed. Resolves with the real seconds. */
export async function untilDisconnected(cluster: Cluster, lost: ServerProcess, realSeconds: number): Promise<number> {
  const startedAt = performance.now();
  return waitFor(`${lost.label} to be disconnected`, realSeconds, async () => {
    const views = [...(await cluster.views()).values()];
    return views.every((view) => isConnected(view, lost) === false) ? (performance.now() - startedAt) / 1000 : null;
  });
}

/**
 * How long a process is away: stale after 35 s, a check up to a minute later sees it, and the next but one confirms
 * what counts after a minute.
 */
const awaySeconds = 190;

/** What is left of the time that a process is away. */
export const stayAway = (cluster: Cluster, since: number): Promise<void> =>
  pause(Math.max(0, awaySeconds - (cluster.clock.now() - since) / 1000));

/** A new process at the place of one that has been gone for long, and time for what may follow. */
export async function replace({ cluster, step }: Stage, lost: ServerProcess, since: number): Promise<void> {
  await stayAway(cluster, since);
  await step(`its successor at ${lost.place} has an id of its own, and all are connected`, async () => {
    const successor = await cluster.start(lost.place);
    assert.notEqual(successor.id, lost.id);
    await cluster.allConnected();
  });
  await pause(aftermathSeconds);
}
