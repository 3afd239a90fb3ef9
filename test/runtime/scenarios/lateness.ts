import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../../adapters/process/system-clock.ts';
import { serve } from '../../../simulator/server.ts';
import { SimulatedWorkspace } from '../../../simulator/workspace.ts';
import { configurationOf, type Scenario, withCheck } from '../stage.ts';

const everyMilliseconds = 60_000;
const slots = 2;
/** A schedule of a minute starts its runs anywhere in the minute. */
const latenesses = Array.from({ length: 60 }, (_, seconds) => seconds);
const nameOf = (seconds: number): string => `late-${String(seconds).padStart(2, '0')}`;

/** A check that did as little as it may, on a machine that has much else to do. */
const maxBilledSeconds = 5;

/** Workspaces whose schedules start their runs late, each by as many seconds at every slot. */
export const lateness: Scenario = async (stage) => {
  const { report } = stage;
  const server = await serve(new SimulatedWorkspace({ clock: systemClock, instances: 3 }));
  const configuration = configurationOf(latenesses.map(nameOf), server.url);
  try {
    await withCheck(stage, { name: 'lateness', configuration }, async ({ running, eventAt, recorded }) => {
      const firstSlots = new Map<number, number>();
      const waited: string[] = [];
      for (let slot = 0; slot < slots; slot += 1) {
        for (const seconds of latenesses) {
          const first = firstSlots.get(seconds) ?? Date.now() - seconds * 1000;
          firstSlots.set(seconds, first);
          const dueAt = first + slot * everyMilliseconds;
          await sleep(Math.max(0, dueAt + seconds * 1000 - Date.now()));
          const { ended, seconds: billed } = await running.invoke(eventAt(nameOf(seconds), dueAt));
          assert.equal(ended, 'returned');
          if (billed > maxBilledSeconds) waited.push(`:${seconds} took ${billed.toFixed(1)} s`);
        }
      }
      await report.step('late by :00 to :59, each slot is recorded exactly once, and no run waits', async () => {
        const misrecorded: string[] = [];
        for (const [seconds, first] of firstSlots) {
          const taken = (await recorded(nameOf(seconds))).map(({ takenAt }) => (Date.parse(takenAt) - first) / 1000);
          if (taken.join() !== '0,60') misrecorded.push(`:${seconds} at ${taken.join(', ') || 'none'}`);
        }
        assert.deepEqual({ misrecorded, waited }, { misrecorded: [], waited: [] });
      });
    });
  } finally {
    await server.close();
  }
};
