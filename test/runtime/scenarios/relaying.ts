import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { environment as chat } from '../../../lambda/chat/environment.ts';
import { environment as selfCheck } from '../../../lambda/self-check/environment.ts';
import { environment as slack } from '../../../lambda/slack/environment.ts';
import { environment as widget } from '../../../lambda/widget/environment.ts';
import { serveWebhook } from '../../adapters/services/webhook-server.ts';
import { alertText, eventWith } from '../../lambda/relaying.ts';
import { full } from '../../lib/configurations.ts';
import { openLoopbackAws } from '../../loopback-aws.ts';
import { deploymentOf } from '../deployment.ts';
import { type Invoked, RunningFunction } from '../running-function.ts';
import type { Scenario } from '../stage.ts';

const webhookParameter = '/chat/ops';
const chatTopic = 'arn:aws:sns:us-east-1:123456789012:chat';
const operationsTopic = 'arn:aws:sns:us-east-1:123456789012:operations';

export const relayEntries = {
  slack: 'lambda/slack/handler.ts',
  chat: 'lambda/chat/handler.ts',
  selfCheck: 'lambda/self-check/handler.ts',
  widget: 'lambda/widget/handler.ts',
} as const;

/** The other functions, each cold. */
export const relaying: Scenario = async (stage) => {
  const { report, directory, bundles, tools, processes } = stage;
  const aws = await openLoopbackAws();
  const webhook = await serveWebhook();
  aws.parameters.set(webhookParameter, webhook.url.href);
  const deployment = deploymentOf(full, directory);

  async function invokeCold(
    name: keyof typeof relayEntries,
    own: Readonly<Record<string, string>>,
    event: object,
  ): Promise<Invoked> {
    const [variable = ''] = Object.keys(own);
    const running = await RunningFunction.start({
      ...{ tools, processes, name },
      directory: mkdtempSync(join(directory, 'log-')),
      folder: bundles.handlerOf(relayEntries[name]).folder,
      deployed: deployment.functionWith(variable),
      environment: { ...aws.environment, ...own },
    });
    try {
      const invoked = await running.invoke(event);
      assert.equal(invoked.ended, 'returned', JSON.stringify(invoked.answer));
      return invoked;
    } finally {
      running.close();
    }
  }

  try {
    await report.step('the relay for webhooks posts an alert', async () => {
      await invokeCold('slack', { [slack.webhookParameter]: webhookParameter }, eventWith(alertText));
      assert.deepEqual(webhook.refused, []);
      assert.equal(webhook.taken.length, 1);
    });
    await report.step('the relay for Amazon Q publishes an alert', async () => {
      await invokeCold('chat', { [chat.chatTopic]: chatTopic }, eventWith(alertText));
      assert.deepEqual(
        aws.published.map(({ topic }) => topic),
        [chatTopic],
      );
    });
    await report.step('the self-check looks after itself', async () => {
      const event = {
        stack: 'Stack',
        docsUrl: null,
        workspaces: [],
        topics: [],
        scheduledAt: new Date().toISOString(),
      };
      await invokeCold('selfCheck', { [selfCheck.operationsTopic]: operationsTopic }, event);
      assert.equal(aws.published.length, 1);
    });
    await report.step('the widget describes itself', async () => {
      const { answer } = await invokeCold('widget', { [widget.workspace]: 'production' }, { describe: true });
      assert.ok(typeof answer === 'object' && answer !== null && 'markdown' in answer);
    });
  } finally {
    await webhook.close();
    await aws.close();
  }
};
