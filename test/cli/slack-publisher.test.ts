import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { webhookVariable } from '../../cli/slack-publisher.ts';
import { serveWebhook, type WebhookServer } from '../adapters/webhook/webhook-server.ts';
import { withServer } from '../servers.ts';
import { quickRules, refusing } from './answers.ts';
import { alertsOf, linesOf } from './contract.ts';
import { givenFile, type Ran, running, withCredentials } from './running.ts';

let server: WebhookServer;
beforeEach(async () => {
  server = await serveWebhook();
});
afterEach(async () => {
  await server.close();
});

/** A watch on a workspace that refuses the credentials, of which it tells at its first check. */
const watching = (checks: number, webhook = server.url.href): Promise<Ran> =>
  withServer(refusing, (url) =>
    givenFile(quickRules(url), (file) =>
      running(['watch', '--url', url, '--config', file, '--checks', String(checks), '--json'], {
        environment: { ...withCredentials, [webhookVariable]: webhook },
      }),
    ),
  );

describe('watch with a webhook in the environment', () => {
  test('posts what it prints, as Slack takes it', async () => {
    const { stdout } = await watching(1);
    expect(alertsOf(linesOf(stdout))).toHaveLength(1);
    expect(server.refused).toEqual([]);
    expect(server.taken).toHaveLength(1);
  });

  test('tries again at the next check what was not posted, says so, and prints it once', async () => {
    server.react({ status: 404, body: 'no_service' }, 'take');
    const { stdout, stderr } = await watching(3);
    expect(alertsOf(linesOf(stdout))).toHaveLength(1);
    expect(server.taken).toHaveLength(1);
    expect(server.posts).toBe(2);
    expect(stderr).toMatch(/note: alert \S+ was not posted to the webhook; the next check tries again\..*"no_service"/);
    expect(stderr + stdout).not.toMatch(/s3cr3t|SECRET\d/i);
  });

  test('ends with code 2 where that is no URL of a webhook, and does not repeat it', async () => {
    const { code, stderr } = await watching(1, 'hooks.slack.com/s3cr3t');
    expect(code).toBe(2);
    expect(stderr).toContain(`${webhookVariable} does not hold the URL of an incoming webhook`);
    expect(stderr).not.toContain('s3cr3t');
  });
});
