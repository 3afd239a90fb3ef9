import assert from 'node:assert/strict';
import { isConnected, registrationOf } from '../view.ts';
import { pause, waitFor } from '../wait.ts';
import { startThree } from './healthy.ts';
import {
  aftermathSeconds,
  noticedWithinRealSeconds,
  replace,
  stayAway,
  untilDisconnected,
  untilUnlisted,
} from './loss.ts';
import type { Situation } from './situation.ts';

export const tcpKill: Situation = {
  name: 'tcp kill',
  transporter: 'tcp',
  play: async (stage) => {
    const { cluster, step } = stage;
    const [, b] = await startThree(stage);
    const since = cluster.clock.now();
    await b.kill();
    await step('SIGKILL: disconnected within seconds, and still listed', () =>
      untilDisconnected(cluster, b, noticedWithinRealSeconds),
    );
    await step('SIGKILL: its record stays for one to two minutes, with its last heartbeat, disconnected', () =>
      untilUnlisted(cluster, b, since, (view) => {
        assert.equal(isConnected(view, b), false);
      }),
    );
    await replace(stage, b, since);
  },
};

export const tcpCleanStop: Situation = {
  name: 'tcp clean stop',
  transporter: 'tcp',
  play: async (stage) => {
    const { cluster, step } = stage;
    const [, , c] = await startThree(stage);
    const since = cluster.clock.now();
    await step('SIGTERM: it exits with 0', async () => {
      assert.equal(await c.stop(), 0);
    });
    await step('SIGTERM: disconnected within seconds, and still listed', () =>
      untilDisconnected(cluster, c, noticedWithinRealSeconds),
    );
    await step('SIGTERM: its record stays, as after a crash', () =>
      untilUnlisted(cluster, c, since, (view) => {
        assert.equal(isConnected(view, c), false);
      }),
    );
    await replace(stage, c, since);
  },
};

export const tcpHang: Situation = {
  name: 'tcp hang',
  transporter: 'tcp',
  play: async (stage) => {
    const { cluster, step } = stage;
    const [a, b] = await startThree(stage);
    const registeredAt = registrationOf(await b.view(), a);
    const since = cluster.clock.now();
    a.hang();
    await step('SIGSTOP: connected until its record is gone', () =>
      untilUnlisted(cluster, a, since, (view) => {
        assert.equal(isConnected(view, a), true);
      }),
    );
    await stayAway(cluster, since);
    a.resume();
    await step('SIGCONT: it registers again, with the same id and a newer date, and is connected', async () => {
      const again = await waitFor('its new record', 20, async () => {
        const view = await b.view();
        return view.has(a.id) ? view : null;
      });
      assert.ok(registrationOf(again, a) > registeredAt);
      await cluster.allConnected();
    });
    await pause(aftermathSeconds);
  },
};
