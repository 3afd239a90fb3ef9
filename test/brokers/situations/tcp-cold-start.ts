import assert from 'node:assert/strict';
import { isConnected } from '../view.ts';
import { pause } from '../wait.ts';
import { aftermathSeconds } from './loss.ts';
import type { Situation } from './situation.ts';

export const tcpColdStart: Situation = {
  name: 'tcp cold start',
  transporter: 'tcp',
  play: async ({ cluster, watch, step }) => {
    const three = await Promise.all(['A', 'B', 'C'].map((place) => cluster.load(place)));
    // In the same second: each looks for peers before any has registered.
    await Promise.all(three.map((server) => server.connect()));
    await Promise.all(three.map((server) => cluster.register(server)));
    watch.start();
    await step('cold start: for three minutes nobody finds anybody', async () => {
      for (let asked = 0; asked < 18; asked += 1) {
        await pause(10);
        for (const [observer, view] of await cluster.views()) {
          const connected = three.filter((server) => isConnected(view, server) === true);
          assert.deepEqual(connected, [observer]);
          assert.equal(view.size, three.length);
        }
      }
    });
    const [, , c] = three;
    assert.ok(c);
    await step('cold start: once one is restarted, all find each other', async () => {
      assert.equal(await c.stop(), 0);
      await cluster.start(c.place);
      await cluster.allConnected();
    });
    await pause(aftermathSeconds);
  },
};
