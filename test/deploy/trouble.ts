import assert from 'node:assert/strict';
import * as v from 'valibot';
import { logFields } from '../../check/log-fields.ts';
import { alarmDescription } from '../../lib/alarms.ts';
import { simulatedCredentials } from '../../simulator/options.ts';
import type { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { switchPath, type SwitchServer } from '../adapters/heartbeat/switch-server.ts';
import { readAlertMessage } from './alert-message.ts';
import { type App, type Outputs, stackName } from './app.ts';
import type { Cloud } from './cloud.ts';
import { added, name, otherQueue, parameters } from './configurations.ts';
import { eventOf, type InvocationType, invoke } from './invoke.ts';
import { logLines } from './logs.ts';
import type { Report } from './report.ts';
import { makeSelfCheck } from './self-check.ts';
import { waitFor } from './wait.ts';

interface TroubleStage {
  readonly report: Report;
  readonly cloud: Cloud;
  readonly endpoint: string;
  readonly app: App;
  readonly outputs: Outputs;
  readonly workspace: SimulatedWorkspace;
  readonly heartbeat: SwitchServer;
}

const alarmMessage = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ AlarmName: v.string(), AlarmDescription: v.string(), NewStateValue: v.string() }),
);

/** Checks that cannot be made, and alerts that cannot be sent: who is notified, and what is left of it afterwards. */
export const trouble = async (stage: TroubleStage): Promise<void> => {
  const { report, cloud, endpoint, app, outputs, workspace, heartbeat } = stage;
  const operations = await report.step('a queue subscribes to the operations topic', () =>
    cloud.subscribeQueue(outputs.OperationsTopic, 'operations'),
  );
  await report.step(
    'a self-check notifies of the workspace that has no checks and of a queue that is not subscribed',
    async () => {
      await makeSelfCheck(endpoint, outputs.ScheduleGroup);
      const notice = await waitFor('the notice', 30, async () => {
        const [message] = await cloud.receive(operations);
        return message?.Body ?? null;
      });
      assert.match(
        notice,
        new RegExp(`"type":"notice".*"workspace":"${added}","lastCheck":null.*"name":"${otherQueue}"`),
      );
    },
  );
  await cloud.deleteTopic(outputs.AlertTopic);
  workspace.cutOff('unauthorized');

  report.note('the topic is gone, and a workspace refuses the token; waiting for a check');
  const waiting = await report.step('the alert waits in the outbox of its check, by the changed rule', async () => {
    const item = await waitFor('a check that could not send its alert', 130, async () => {
      const items = await cloud.itemsOf(outputs.HistoryTable, name);
      return items.find(({ alert, deliveredAt }) => alert !== undefined && deliveredAt === undefined) ?? null;
    });
    assert.notEqual(item['outbox'], undefined);
    assert.match(JSON.stringify(item['alert']), /"severity":"warning"/);
    return String(item['takenAt']);
  });
  await report.step('the log says for how long it has', () =>
    waitFor('the line', 30, async () => {
      const lines = await logLines(endpoint, outputs.CheckLogs);
      return lines.some((line) => line.includes(`"${logFields.waitingSeconds}":`)) ? true : null;
    }),
  );
  await report.step("the dead man's switch is called", () =>
    waitFor('the call', 30, () => Promise.resolve(heartbeat.calls.includes(`GET ${switchPath}/fail`) || null)),
  );

  // The emulator's scheduler goes past Lambda's queue, which is what keeps a check that failed.
  const invokeFor = (workspace: string, type: InvocationType): Promise<void> =>
    invoke(endpoint, outputs.CheckFunction, type, eventOf(app.template, workspace));
  await invokeFor(name, 'Event');
  await invokeFor(added, 'Event');
  await report.step('checks that fail are kept, which fulfils the condition of the alarm for their queue', async () => {
    const alarm = await cloud.alarm(`${stackName}-Alerter-failed-checks`);
    assert.equal(alarm?.MetricName, 'NumberOfMessagesSent');
    assert.ok(outputs.FailedChecks.endsWith(alarm.Dimensions?.[0]?.Value ?? '?'), 'it is of another queue');
    const count = await waitFor('both', 90, async () => {
      const visible = await cloud.visibleMessages(outputs.FailedChecks);
      return visible >= 2 ? visible : null;
    });
    assert.ok(count >= (alarm.Threshold ?? Infinity));
  });
  await report.step('there it says what credentials are missing, and which alert could not be published', async () => {
    const kept = (await cloud.receive(outputs.FailedChecks)).map(({ Body: body }) => body).join();
    for (const part of [parameters.goneCredentials, `alert ${name}/${waiting} could not be published`]) {
      assert.ok(kept.includes(part), `nothing about ${part} in ${kept}`);
    }
    assert.ok(!kept.includes(simulatedCredentials.authToken), 'the token was found');
  });
  await report.step('an alarm is raised and sent, with what to do first', async () => {
    await invokeFor(added, 'RequestResponse');
    const alarm = await waitFor('the alarm', 30, async () => {
      await cloud.evaluateAlarms();
      const messages = await cloud.receive(operations);
      // The notice of the self-check is in that queue, too.
      const alarms = messages.flatMap(({ Body: body }) => {
        const parsed = v.safeParse(alarmMessage, body);
        return parsed.success ? [parsed.output] : [];
      });
      return alarms.find(({ AlarmName: alarmName }) => alarmName === `${stackName}-Alerter-check-errors`) ?? null;
    });
    assert.equal(alarm.NewStateValue, 'ALARM');
    assert.equal(alarm.AlarmDescription, alarmDescription('check-errors', null));
  });

  await cloud.createTopic(outputs.AlertTopic);
  const queue = await cloud.subscribeQueue(outputs.AlertTopic, 'alerts-again');
  await cloud.storeSecret(parameters.goneCredentials, JSON.stringify(simulatedCredentials));
  report.note('the topic and the credentials are there again; waiting for what they held up');
  await report.step('the alert that waited arrives, under the id it was recorded with', async () => {
    const [message, ...others] = await waitFor('the alert', 130, async () => {
      const messages = await cloud.receive(queue);
      return messages.length > 0 ? messages : null;
    });
    assert.ok(message);
    assert.equal(readAlertMessage(message).alert.id, `${name}/${waiting}`);
    assert.deepEqual(others, []);
  });
  await report.step('it is marked as delivered, and nothing waits any more', async () => {
    await waitFor('the mark', 30, async () => {
      const items = await cloud.itemsOf(outputs.HistoryTable, name);
      const marked = items.find(({ takenAt }) => takenAt === waiting)?.['deliveredAt'] !== undefined;
      return marked && items.at(-1)?.['outbox'] === undefined ? true : null;
    });
  });
  await report.step('the workspace that had no credentials is checked', async () => {
    await waitFor('its first snapshot', 130, async () => {
      const [first] = await cloud.itemsOf(outputs.HistoryTable, added);
      return first ?? null;
    });
  });
};
