import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../../adapters/process/system-clock.ts';
import { serve } from '../../../simulator/server.ts';
import { SimulatedWorkspace } from '../../../simulator/workspace.ts';
import { configurationOf, type Scenario, withCheck } from '../stage.ts';

const frozenMilliseconds = 1_000;
const times = 3;

/** A process that stands still between its checks, while its connections are closed by the other side. */
export const freezing: Scenario = async (stage) => {
  const server = await serve(new SimulatedWorkspace({ clock: systemClock, instances: 3 }));
  const configuration = configurationOf(['frozen'], server.url);
  try {
    await withCheck(stage, { name: 'freezing', configuration }, async ({ running, aws, eventAt, recorded }) => {
      const slot = Date.now();
      const first = await running.invoke(eventAt('frozen', slot));
      assert.equal(first.ended, 'returned');
      const { runtimePid } = running;
      await stage.report.step('a process that was frozen while its connections died checks on', async () => {
        for (let time = 1; time <= times; time += 1) {
          running.freeze();
          aws.dropConnections();
          await sleep(frozenMilliseconds);
          running.thaw();
          const { ended, answer } = await running.invoke(eventAt('frozen', slot + time * 60_000));
          assert.equal(ended, 'returned', JSON.stringify(answer));
        }
        assert.equal(running.runtimePid, runtimePid);
        assert.deepEqual(
          (await recorded('frozen')).map(({ outcome }) => outcome),
          Array.from({ length: times + 1 }, () => 'ok'),
        );
      });
    });
  } finally {
    await server.close();
  }
};
