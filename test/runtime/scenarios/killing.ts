import assert from 'node:assert/strict';
import { systemClock } from '../../../adapters/process/system-clock.ts';
import { serve } from '../../../simulator/server.ts';
import { SimulatedWorkspace } from '../../../simulator/workspace.ts';
import { configurationOf, type Scenario, withCheck } from '../stage.ts';
import { waitUntil } from '../wait-until.ts';

/** A token that is refused opens an incident at once. */
const rules = 'rules: { unauthorized: { for: 0s, resolveAfter: 0s } }';

/** A process that dies between recording and notifying. */
export const killing: Scenario = async (stage) => {
  const { report } = stage;
  const credentials = { userId: 'user', authToken: 'a-token-that-is-good' };
  const server = await serve(new SimulatedWorkspace({ clock: systemClock, instances: 3, credentials }));
  const configuration = configurationOf(['killed'], server.url, rules);
  try {
    await withCheck(stage, { name: 'killing', configuration }, async ({ running, aws, eventAt, recorded }) => {
      const slot = Date.now();
      aws.hanging.add('SNS');
      await report.step('a check is killed while it hands over its alert, which it has recorded', async () => {
        const invoked = running.invoke(eventAt('killed', slot));
        await waitUntil('the alert is being published', 30, () => aws.unanswered > 0);
        running.kill();
        assert.equal((await invoked).ended, 'failed');
        const [snapshot] = await recorded('killed');
        assert.deepEqual(snapshot?.outbox, [snapshot?.takenAt]);
        assert.equal(aws.published.length, 0);
      });
      aws.hanging.delete('SNS');
      await report.step('the next check hands it over, in a new process, and marks it as delivered', async () => {
        const { ended, answer } = await running.invoke(eventAt('killed', slot + 60_000));
        assert.equal(ended, 'returned', JSON.stringify(answer));
        const [first, second] = await recorded('killed');
        assert.ok(first?.alert, 'it was recorded');
        assert.notEqual(first.deliveredAt, null);
        assert.deepEqual(second?.outbox, []);
        assert.equal(aws.published.length, 1);
        assert.ok(aws.published[0]?.message.includes(first.alert.id), 'it is another alert');
      });
    });
  } finally {
    await server.close();
  }
};
