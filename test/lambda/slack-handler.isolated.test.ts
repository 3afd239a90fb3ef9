import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { environment as names } from '../../lambda/slack/environment.ts';
import { type AwsFront, openAwsFront } from './aws-front.ts';
import { divertLog, type Logged } from '../logged.ts';
import { failureOf } from './failure-of.ts';
import { alertText, eventWith, givenEnvironment, type Handler, summaryText } from './relaying.ts';
import { certificate } from '../adapters/rocketchat/certificate.ts';
import { closeServers, givenHttpsServer } from '../adapters/rocketchat/servers.ts';
import { serveWebhook, type WebhookServer } from '../adapters/services/webhook-server.ts';

afterEach(closeServers);

const parameter = '/rocketchat-alerter/slack';
const gone = { status: 404, body: 'no_service' };
const environment = { ...process.env };
let aws: AwsFront;
let server: WebhookServer;
let handler: Handler;
let logged: Logged;

beforeAll(async () => {
  [aws, server] = await Promise.all([openAwsFront(), serveWebhook()]);
  logged = divertLog();
  givenEnvironment(aws.url, { [names.webhookParameter]: parameter });
});
afterAll(async () => {
  process.env = environment;
  logged.giveBack();
  await Promise.all([aws.close(), server.close()]);
});

beforeEach(async () => {
  server.reset();
  aws.parameters.set(parameter, server.url.href);
  aws.calls.length = 0;
  logged.lines.length = 0;
  await startContainer();
});

/** One that has read nothing yet. */
const startContainer = async (): Promise<void> => {
  jest.resetModules();
  ({ handler } = await import('../../lambda/slack/handler.ts'));
};

/** Another alert, at another time of the day. */
const alertAt = (time: string): string => alertText.replaceAll('19:21', time);

describe('the Slack function', () => {
  test('posts an alert as Slack takes it, and logs its id', async () => {
    await handler(eventWith(alertText));
    expect(server.refused).toEqual([]);
    expect(server.taken).toHaveLength(1);
    expect(server.taken[0]).toContain('[production]');
    expect(logged.entries()).toMatchObject([
      { level: 'INFO', message: 'alert forwarded', alert: 'production/2026-11-21T19:21:00.000Z' },
    ]);
  });

  test('posts a summary as Slack takes it', async () => {
    await handler(eventWith(summaryText));
    expect(server.refused).toEqual([]);
    expect(server.taken[0]).toContain('Rocket.Chat weekly: 2 workspaces');
    expect(logged.entries()).toMatchObject([
      { message: 'summary forwarded', summary: expect.stringMatching(/^summary\//) },
    ]);
  });

  test('reads the URL once, and posts an alert once', async () => {
    for (const text of [alertText, alertText, alertAt('19:22')]) await handler(eventWith(text));
    expect(server.taken).toHaveLength(2);
    expect(aws.calls).toEqual(['AmazonSSM.GetParameter']);
  });

  test('trusts the authority that its environment holds, where the server has its certificate from', async () => {
    const { authority, ...identity } = certificate('localhost', 'unknown authority');
    let posts = 0;
    const url = await givenHttpsServer(identity, (request, response) => {
      posts += 1;
      request.resume();
      response.end('{"success":true}');
    });
    aws.parameters.set(parameter, `${url}/hooks/a/s3cr3t`);
    await startContainer();
    expect(await failureOf(handler, eventWith(alertText))).toContain('certificate cannot be verified');
    process.env[names.webhookAuthority] = authority;
    await startContainer();
    Reflect.deleteProperty(process.env, names.webhookAuthority);
    await handler(eventWith(alertText));
    expect(posts).toBe(1);
  });

  test('goes on with a new URL once the old one is no longer good', async () => {
    server.react(gone);
    await failureOf(handler, eventWith(alertText));
    aws.parameters.set(parameter, `${server.url.href}?renewed`);
    server.react(gone, { status: 200, body: 'ok' });
    await handler(eventWith(alertText));
    expect(aws.calls).toEqual(Array(3).fill('AmazonSSM.GetParameter'));
    expect(server.posts).toBe(3);
  });

  test.each([
    ['no such webhook', gone, false, /HTTP 404 Not Found, \\*"no_service.*Store the URL of an incoming webhook again/],
    ['a webhook that may not post', { status: 403, body: 'invalid_token' }, false, /invalid_token/],
    ['a message that is not taken', { status: 400, body: 'invalid_payload' }, false, /invalid_payload/],
    ['a rate limit too long to wait for', { status: 429, headers: { 'Retry-After': '60' } }, true, /HTTP 429/],
  ])('fails with %s, logs why, and keeps the URL to itself', async (_, reaction, retryable, reason) => {
    server.react(reaction);
    const failure = await failureOf(handler, eventWith(alertText));
    expect(failure).toMatch(reason);
    expect(failure).toContain(parameter);
    expect(logged.entries()).toMatchObject([
      { level: 'ERROR', alert: 'production/2026-11-21T19:21:00.000Z', retryable, reason: expect.any(String) },
    ]);
    expect(failure + logged.lines.join('\n')).not.toMatch(/s3cr3t|SECRET\d/i);
  });

  test.each([
    ['is not there', null, /no such parameter/],
    ['holds something else', 's3cr3t', /does not hold the URL of an incoming webhook/],
  ])('fails with what to do where the parameter %s, and repeats nothing of it', async (_, value, message) => {
    if (value === null) aws.parameters.delete(parameter);
    else aws.parameters.set(parameter, value);
    const failure = await failureOf(handler, eventWith(alertText));
    expect(failure).toMatch(message);
    expect(failure).not.toContain('s3cr3t');
  });

  test('hands on each of several messages, and when it is invoked again only those that failed', async () => {
    const event = eventWith(...['19:21', '19:22', '19:23'].map(alertAt));
    server.react('take', gone, 'take');
    expect(await failureOf(handler, event)).toContain('no_service');
    expect(server.taken).toHaveLength(2);
    await handler(event);
    expect(server.taken).toHaveLength(3);
    expect(server.posts).toBe(4);
  });

  test('does not lose the others over a message that is no alert', async () => {
    expect(await failureOf(handler, eventWith('hello', alertText))).toMatch(/not an alert/);
    expect(server.taken).toHaveLength(1);
    expect(logged.entries()).toMatchObject([{ level: 'ERROR' }, { level: 'INFO' }]);
  });

  test('refuses an event that no topic sends', async () => {
    await expect(handler({ workspace: 'production' })).rejects.toThrow(/not one that a topic sends: Records/);
  });
});
