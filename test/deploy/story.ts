import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeySchemaElement } from '@aws-sdk/client-dynamodb';
import { historyTable } from '../../adapters/dynamodb/table.ts';
import type { Timestamp } from '../../core/base/time.ts';
import { simulatedCredentials } from '../../simulator/options.ts';
import type { SimulatedServer } from '../../simulator/server.ts';
import type { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { switchPath, type SwitchServer } from '../adapters/heartbeat/switch-server.ts';
import { webhookPath } from '../adapters/services/fakes/incoming-webhook.ts';
import type { WebhookServer } from '../adapters/services/webhook-server.ts';
import { readAlertMessage } from './alert-message.ts';
import { App } from './app.ts';
import { Cloud, credentials, region } from './cloud.ts';
import { firstConfiguration, name, parameters, removed } from './configurations.ts';
import { logLines } from './logs.ts';
import { installMiniStack, startMiniStack } from './ministack.ts';
import { testHistoryOn } from './other-dynamo.ts';
import { runDocumentedStatements } from './partiql.ts';
import type { Environment, Processes } from './processes.ts';
import type { Report } from './report.ts';
import { deployAgain } from './second-deployment.ts';
import { showsStatus } from './status.ts';
import { trouble } from './trouble.ts';
import { waitFor } from './wait.ts';

interface Stage {
  readonly report: Report;
  readonly processes: Processes;
  /** For whatever is to be gone afterwards. */
  readonly directory: string;
  readonly workspace: SimulatedWorkspace;
  readonly server: SimulatedServer;
  /** Another workspace's, in which all is well. */
  readonly otherServer: SimulatedServer;
  /** What Slack would be. */
  readonly webhook: WebhookServer;
  /** A dead man's switch. */
  readonly heartbeat: SwitchServer;
}

const isTime = (value: unknown): value is Timestamp =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value;

const keyNames = (keys: readonly KeySchemaElement[] = []) => keys.map(({ AttributeName: attribute }) => attribute);

/** Nothing of the environment, and of its AWS accounts least of all, but what programs need to run. */
const environmentFor = (): Environment => {
  const kept = Object.entries(process.env).filter(([key]) => !key.startsWith('AWS_') && !key.startsWith('CDK_'));
  return {
    ...Object.fromEntries(kept),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
};

/** So many messages, once the webhook has taken them; it has refused none. */
const postsTo = (webhook: WebhookServer, count: number): Promise<readonly string[]> =>
  waitFor(`post ${count} to the webhook`, 240, () => {
    assert.deepEqual(webhook.refused, []);
    return Promise.resolve(webhook.taken.length >= count ? webhook.taken : null);
  });

/** From an empty account to an alert in a queue and back. */
export const story = async (stage: Stage): Promise<void> => {
  const { report, processes, directory, workspace, server, webhook, heartbeat } = stage;
  const environment = environmentFor();

  report.note('making a virtual environment with MiniStack');
  const program = await report.step('MiniStack is installed', () => installMiniStack(processes));
  const endpoint = await report.step('a local AWS runs', () =>
    startMiniStack(processes, program, directory, environment),
  );
  const cloud = new Cloud(endpoint);
  await report.step('the tests of the history pass on its DynamoDB, too', async () => {
    report.note(`${await testHistoryOn(endpoint, processes, environment)} tests`);
  });
  await report.step('the PartiQL of docs/history.md finds what it says', () => runDocumentedStatements(endpoint));

  const configuration = join(directory, 'alerter.yaml');
  const urls = { url: server.url, otherUrl: stage.otherServer.url };
  writeFileSync(configuration, firstConfiguration(urls));
  const app = new App(processes, { ...environment, AWS_ENDPOINT_URL: endpoint }, directory, configuration);

  await report.step('the account is bootstrapped', () => app.bootstrap());
  await report.step('credentials and the URLs of a webhook and a heartbeat are stored as SecureStrings', async () => {
    await cloud.storeSecret(parameters.credentials, JSON.stringify(simulatedCredentials));
    await cloud.storeSecret(parameters.webhook, webhook.url.href);
    await cloud.storeSecret(parameters.heartbeat, heartbeat.url);
  });
  report.note('npx cdk deploy');
  const outputs = await report.step('the app is deployed, and says where everything is', () => app.deploy());

  await report.step('the table has its keys and its index', async () => {
    const table = await cloud.describeTable(outputs.HistoryTable);
    const indexes = table?.GlobalSecondaryIndexes ?? [];
    assert.deepEqual(keyNames(table?.KeySchema), ['workspace', 'takenAt']);
    assert.deepEqual(
      indexes.map(({ IndexName: index, KeySchema: keys }) => [index, ...keyNames(keys)]),
      [['alerts', 'workspace', 'alertedAt']],
    );
  });
  const queue = await report.step('a queue subscribes to the topic', () =>
    cloud.subscribeQueue(outputs.AlertTopic, 'alerts'),
  );

  report.note('waiting for the schedule to fire');
  await report.step('the schedule fires by itself, again and again, and each check leaves a snapshot', async () => {
    const snapshots = await waitFor('two snapshots', 200, async () => {
      const items = await cloud.itemsOf(outputs.HistoryTable, name);
      return items.length >= 2 ? items : null;
    });
    for (const { workspace: key, takenAt, outcome, instances, expiresAt } of snapshots) {
      assert.equal(key, name);
      assert.ok(isTime(takenAt), `takenAt is ${String(takenAt)}`);
      assert.equal(outcome, 'ok');
      assert.ok(Array.isArray(instances) && instances.length === 3, 'three instances are recorded');
      assert.equal(expiresAt, Math.floor(Date.parse(takenAt) / 1000) + 30 * 86_400);
    }
  });
  await report.step('each check makes one call to the workspace, and is let in', () => {
    const calls = server.requests.map(({ method, path, status }) => `${method} ${path} ${String(status)}`);
    assert.deepEqual([...new Set(calls)], ['GET /api/v1/instances.get 200']);
  });
  await report.step("a dead man's switch hears of the beginning and the end of each", () => {
    assert.deepEqual(
      heartbeat.calls.slice(0, 3),
      ['/start', '', '/start'].map((end) => `GET ${switchPath}${end}`),
    );
  });
  await report.step('while all is well, nothing is sent', async () => {
    assert.deepEqual(await cloud.receive(queue), []);
    assert.equal(webhook.posts, 0);
  });

  const victim = workspace.instances[0]?.id ?? '';
  workspace.kill(victim);
  report.note('an instance is killed; waiting for the alert');
  const { alert, attributes } = await report.step('the alert arrives in the queue', async () => {
    const [message] = await waitFor('an alert', 240, async () => {
      const messages = await cloud.receive(queue);
      return messages.length > 0 ? messages : null;
    });
    assert.ok(message);
    return readAlertMessage(message);
  });
  await report.step('it names the workspace, the check, and the instance that was killed', () => {
    assert.equal(alert.id, `${name}/${alert.takenAt}`);
    assert.deepEqual(
      alert.changes.map(({ change, subjects }) => ({ change, subjects })),
      [{ change: 'opened', subjects: [victim] }],
    );
    assert.match(alert.changes[0]?.kind ?? '', /^(unresponsive|disappeared)$/);
  });
  await report.step('it has the attributes that filter policies go by', () => {
    assert.deepEqual(attributes, {
      workspace: name,
      severity: 'critical',
      kinds: [alert.changes[0]?.kind],
      change: ['opened'],
    });
  });

  await report.step('it is posted to the webhook, as Slack takes it', async () => {
    const [opening] = await postsTo(webhook, 1);
    assert.match(opening ?? '', new RegExp(`CRITICAL.*${name}|${name}.*CRITICAL`, 's'));
  });

  await report.step('it is marked as delivered, and the outbox is empty', async () => {
    const carrier = await waitFor('the mark', 30, async () => {
      const items = await cloud.itemsOf(outputs.HistoryTable, name);
      return items.find(({ takenAt, deliveredAt }) => takenAt === alert.takenAt && isTime(deliveredAt)) ?? null;
    });
    assert.equal(carrier['outbox'], undefined);
  });
  await report.step('the index of alerts holds that check and no other', async () => {
    const items = await cloud.itemsOf(outputs.HistoryTable, name, historyTable.alertsIndex.name);
    assert.deepEqual(
      items.map(({ alertedAt }) => alertedAt),
      [alert.takenAt],
    );
  });
  await report.step('no check has failed', async () => {
    assert.deepEqual(await cloud.receive(outputs.FailedChecks), []);
  });
  await report.step(
    'each check has logged one line, and neither the token nor a secret URL stands anywhere',
    async () => {
      const [items, lines] = await waitFor('as many lines as snapshots', 30, async () => {
        const kept = await cloud.itemsOf(outputs.HistoryTable, name);
        const logged = await logLines(endpoint, outputs.CheckLogs);
        const summaries = logged.filter((line) =>
          ['"message":"check"', `"workspace":"${name}"`].every((part) => line.includes(part)),
        );
        return summaries.length === kept.length ? [kept, logged] : null;
      });
      const everything = JSON.stringify([items, lines, alert]) + app.template;
      assert.ok(!everything.includes(simulatedCredentials.authToken), 'the token was found');
      assert.ok(!everything.includes(webhookPath), 'the URL of the webhook was found');
      assert.ok(!everything.includes(switchPath), 'the URL of the heartbeat was found');
    },
  );

  await report.step('status says that all is well but for a queue that its owner has not subscribed', () =>
    showsStatus(processes, { ...environment, AWS_ENDPOINT_URL: endpoint }),
  );

  workspace.start();
  report.note('another instance is started; waiting for the resolution');
  await report.step('the resolution is posted to the webhook after it', async () => {
    const [, resolution] = await postsTo(webhook, 2);
    assert.match(resolution ?? '', /RESOLVED/i);
  });
  await report.step('no alert was left undelivered', async () => {
    assert.deepEqual(await cloud.receive(outputs.UndeliveredAlerts), []);
  });

  const removedChecks = await deployAgain({ report, cloud, app, configuration, urls, outputs });
  await trouble({ report, cloud, endpoint, app, outputs, workspace, heartbeat });
  await report.step('meanwhile, the removed workspace was checked no more', async () => {
    assert.equal((await cloud.itemsOf(outputs.HistoryTable, removed)).length, removedChecks);
  });

  report.note('npx cdk destroy');
  await report.step('the app is destroyed', () => app.destroy());
  await report.step('its topic is gone', async () => {
    await assert.rejects(cloud.subscribeQueue(outputs.AlertTopic, 'nothing'), { name: 'NotFoundException' });
  });
  await report.step('its history is not', async () => {
    const items = await cloud.itemsOf(outputs.HistoryTable, name);
    assert.ok(items.some(({ takenAt }) => takenAt === alert.takenAt));
  });
  cloud.close();
};
