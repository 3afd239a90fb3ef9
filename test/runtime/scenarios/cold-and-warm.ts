import assert from 'node:assert/strict';
import { systemClock } from '../../../adapters/process/system-clock.ts';
import { simulatedCredentials } from '../../../simulator/options.ts';
import { serve } from '../../../simulator/server.ts';
import { SimulatedWorkspace } from '../../../simulator/workspace.ts';
import { configurationOf, type Scenario, withCheck } from '../stage.ts';

const largeInstances = 3_000;
const largeChecks = 30;
/** Longer, and Lambda begins anew. */
const maxInitMilliseconds = 10_000;

/** The first check of a process, those after it, and what it holds of memory after many large ones. */
export const coldAndWarm: Scenario = async (stage) => {
  const { report } = stage;
  const small = await serve(new SimulatedWorkspace({ clock: systemClock, instances: 3 }));
  const large = await serve(new SimulatedWorkspace({ clock: systemClock, instances: largeInstances }));
  const largeNames = Array.from({ length: largeChecks }, (_, index) => `large-${index}`);
  const configuration = [
    configurationOf(['small'], small.url),
    ...largeNames.map((name) => configurationOf([name], large.url).split('\n')[1]),
  ].join('\n');
  try {
    await withCheck(stage, { name: 'cold-and-warm', configuration }, async (check) => {
      const { running, eventAt, recorded, memoryMebibytes } = check;
      const slot = Date.now();
      const cold = await report.step('a cold start checks', () => running.invoke(eventAt('small', slot)));
      await report.step('a cold check is recorded, and says so in one line of JSON', async () => {
        assert.deepEqual(cold.answer, null);
        assert.equal(cold.ended, 'returned');
        const [snapshot] = await recorded('small');
        assert.equal(snapshot?.outcome, 'ok');
        assert.equal(snapshot.health.instances.length, 3);
        const lines = running.log.split('\n').filter((line) => line.includes('"message":"check"'));
        assert.equal(lines.length, 1);
        assert.ok(!running.log.includes(simulatedCredentials.authToken), 'the token was logged');
      });
      await report.step('it was loaded within the time that Lambda gives', () => {
        const milliseconds = Number(/Init Duration: ([\d.]+) ms/.exec(running.log)?.[1]);
        assert.ok(milliseconds > 0 && milliseconds < maxInitMilliseconds, `it took ${milliseconds} ms`);
      });
      const { runtimePid } = running;
      await report.step('a warm check is made by the same process, and recorded', async () => {
        const { ended } = await running.invoke(eventAt('small', slot + 60_000));
        assert.equal(ended, 'returned');
        assert.equal(running.runtimePid, runtimePid);
        assert.equal((await recorded('small')).length, 2);
      });
      await report.step('an event that comes twice is recorded once', async () => {
        const { ended } = await running.invoke(eventAt('small', slot + 60_000));
        assert.equal(ended, 'returned');
        assert.equal((await recorded('small')).length, 2);
      });
      await report.step(
        `${largeChecks} checks of ${largeInstances.toLocaleString('en')} instances stay in the function's memory`,
        async () => {
          for (const name of largeNames) {
            const { ended } = await running.invoke(eventAt(name, Date.now()));
            assert.equal(ended, 'returned');
          }
          assert.equal(running.runtimePid, runtimePid);
          const { maxMebibytes } = running;
          report.note(`at most ${Math.round(maxMebibytes)} MiB of ${memoryMebibytes}`);
          assert.ok(maxMebibytes < memoryMebibytes, `it held ${Math.round(maxMebibytes)} MiB`);
        },
      );
    });
  } finally {
    await small.close();
    await large.close();
  }
};
