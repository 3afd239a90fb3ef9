import assert from 'node:assert/strict';
import { heartbeatSeconds } from '../facts.ts';
import { heartbeatOf, isConnected } from '../view.ts';
import { pause, waitFor } from '../wait.ts';
import { startThree } from './healthy.ts';
import { replace, steadySeconds, untilUnlisted } from './loss.ts';
import type { Situation } from './situation.ts';

export const natsKill: Situation = {
  name: 'nats kill',
  transporter: 'nats',
  play: async (stage) => {
    const { cluster, step } = stage;
    const [, b] = await startThree(stage);
    const since = cluster.clock.now();
    await b.kill();
    await step('SIGKILL: still connected at first, while its heartbeat stands still', () =>
      untilUnlisted(cluster, b, since, (view, seconds) => {
        if (seconds < 35) assert.equal(isConnected(view, b), true, `after ${Math.round(seconds)} s`);
      }),
    );
    await replace(stage, b, since);
  },
};

export const natsDown: Situation = {
  name: 'nats down',
  transporter: 'nats',
  play: async (stage) => {
    const { cluster, step, nats } = stage;
    assert.ok(nats);
    await startThree(stage);
    const goneSince = cluster.clock.now();
    await nats.kill();
    const downSeconds = (): number => (cluster.clock.now() - goneSince) / 1000;
    await step('NATS gone: all call all disconnected after one to two minutes, with fresh heartbeats', async () => {
      await waitFor('nobody to know anybody', 30, async () => {
        const views = await cluster.views();
        const all = [...views].every(([observer, view]) =>
          cluster.serving.every((server) => isConnected(view, server) === (server === observer)),
        );
        return all || null;
      });
      assert.ok(downSeconds() > 45 && downSeconds() < 150, `it took ${Math.round(downSeconds())} s`);
      for (const view of (await cluster.views()).values()) {
        for (const server of cluster.serving) {
          assert.ok(cluster.clock.now() - heartbeatOf(view, server) < (heartbeatSeconds + 20) * 1000);
        }
      }
    });
    await pause(150);
    await nats.start();
    await step('NATS back: all are connected', () => cluster.allConnected());
    await pause(steadySeconds);
  },
};
