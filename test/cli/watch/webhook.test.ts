import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { webhookVariable } from '../../../cli/input/variables.ts';
import { serveWebhook, type WebhookServer } from '../../adapters/services/webhook-server.ts';
import { withServer } from '../../servers.ts';
import { inTurn, listing, quickRules, refusing } from '../answers.ts';
import { alertsOf, linesOf } from '../contract.ts';
import { givenFile, type Ran, running, withCredentials } from '../running.ts';

let server: WebhookServer;
beforeEach(async () => {
  server = await serveWebhook();
});
afterEach(async () => {
  await server.close();
});

/** A watch on a workspace that refuses the credentials, which alerts at its first check. */
const watching = (checks: number, webhook = server.url.href, answer = refusing): Promise<Ran> =>
  withServer(answer, (url) =>
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
    expect(stderr).toMatch(
      /note: alert \S+ was not delivered to the webhook; the next check tries again\..*"no_service"/,
    );
    expect(stderr + stdout).not.toMatch(/s3cr3t|SECRET\d/i);
  });

  const refusal = { status: 400, body: 'invalid_payload' };

  test('gives up an alert that is refused three times, says so once, and goes on with those after it', async () => {
    server.react(refusal);
    const { stdout, stderr } = await watching(6);
    const [alert] = alertsOf(linesOf(stdout));
    expect(alertsOf(linesOf(stdout))).toHaveLength(1);
    expect(server.posts).toBe(3);
    expect(stderr.match(/was not delivered/g)).toHaveLength(1);
    expect(stderr.match(/is given up/g)).toHaveLength(1);
    expect(stderr).toContain(
      `alert ${String(alert?.id)} is given up for the webhook: it was refused 3 times. 127.0.0.1:`,
    );
  });

  test('posts what comes after an alert that is refused', async () => {
    server.react(refusal, refusal, 'take');
    // Refused at first, then all is well: an end, too.
    const { stdout } = await watching(3, server.url.href, inTurn(refusing, refusing, listing('a')));
    const alerts = alertsOf(linesOf(stdout));
    expect(alerts.map(({ changes }) => changes)).toMatchObject([[{ change: 'opened' }], [{ change: 'resolved' }]]);
    expect(server.taken).toHaveLength(2);
  });

  test('gives up no alert because of a server in trouble, says its trouble once, and prints those after it', async () => {
    server.react({ status: 502 });
    const { stdout, stderr } = await watching(5, server.url.href, inTurn(refusing, refusing, listing('a')));
    expect(alertsOf(linesOf(stdout))).toHaveLength(2);
    expect(server.posts).toBeGreaterThanOrEqual(5);
    expect(stderr.match(/was not delivered/g)).toHaveLength(1);
    expect(stderr).not.toContain('given up');
  });

  test('ends with code 2 where that is no URL of a webhook, and does not repeat it', async () => {
    const { code, stderr } = await watching(1, 'hooks.slack.com/s3cr3t');
    expect(code).toBe(2);
    expect(stderr).toContain(`${webhookVariable} does not hold the URL of an incoming webhook`);
    expect(stderr).not.toContain('s3cr3t');
  });
});
