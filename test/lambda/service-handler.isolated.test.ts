import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { environment as names } from '../../lambda/service/environment.ts';
import { pagerduty } from '../adapters/services/fakes/pagerduty.ts';
import { serveService, type ServiceServer } from '../adapters/services/service-server.ts';
import { divertLog, type Logged } from '../logged.ts';
import { type AwsFront, openAwsFront } from './aws-front.ts';
import { failureOf } from './failure-of.ts';
import { alertText, eventWith, givenEnvironment, type Handler } from './relaying.ts';

const parameter = '/rocketchat-alerter/pagerduty';
const environment = { ...process.env };
let aws: AwsFront;
let server: ServiceServer;
let handler: Handler;
let logged: Logged;

/** One that has read nothing yet. */
const startContainer = async (): Promise<void> => {
  jest.resetModules();
  ({ handler } = await import('../../lambda/service/handler.ts'));
};

beforeAll(async () => {
  [aws, server] = await Promise.all([openAwsFront(), serveService(pagerduty)]);
  logged = divertLog();
  givenEnvironment(aws.url, {
    [names.service]: 'pagerduty',
    [names.secretParameter]: parameter,
    [names.options]: JSON.stringify(pagerduty.options(server.url)),
    [names.minimumSeverity]: 'critical',
  });
});
afterAll(async () => {
  process.env = environment;
  logged.giveBack();
  await Promise.all([aws.close(), server.close()]);
});
beforeEach(async () => {
  server.react('take');
  aws.parameters.set(parameter, pagerduty.secret(server.url));
  aws.calls.length = 0;
  logged.lines.length = 0;
  await startContainer();
});

describe('the function of a service', () => {
  test('hands an alert on, reads the secret once, and logs the id', async () => {
    const before = server.got.length;
    await handler(eventWith(alertText));
    await handler(eventWith(alertText));
    expect(server.refused).toEqual([]);
    // What it sent before, it does not send again.
    expect(server.got.slice(before).map(({ path }) => path)).toEqual(['/v2/enqueue']);
    expect(aws.calls).toEqual(['AmazonSSM.GetParameter']);
    expect(logged.entries()).toMatchObject([
      {
        level: 'INFO',
        service: 'rocketchat-alerter-pagerduty',
        message: 'alert forwarded',
        alert: 'production/2026-11-21T19:21:00.000Z',
      },
      { message: 'alert forwarded' },
    ]);
  });

  test.each([
    [
      'no longer knows its key',
      { status: 400, body: '{"errors":["Invalid routing key"]}' },
      false,
      /Store the integration key/,
    ],
    ['does not take the alert', pagerduty.refusal, false, /report it with this line/],
    ['asks to wait for too long', pagerduty.rateLimit(60), true, /HTTP 429/],
  ])('fails where it %s, logs why, and keeps the secret to itself', async (_, reaction, retryable, reason) => {
    server.react(reaction);
    const failure = await failureOf(handler, eventWith(alertText));
    expect(failure).toMatch(reason);
    expect(failure).toContain(parameter);
    expect(logged.entries()).toMatchObject([{ level: 'ERROR', retryable, reason: expect.any(String) }]);
    expect(failure + logged.lines.join('\n')).not.toMatch(pagerduty.secretParts);
  });

  test.each([
    ['is not there', null, /no such parameter/],
    ['holds something else', 's3cr3t', /does not hold the integration key/],
  ])('fails with what to do where the parameter %s', async (_, value, message) => {
    if (value === null) aws.parameters.delete(parameter);
    else aws.parameters.set(parameter, value);
    const failure = await failureOf(handler, eventWith(alertText));
    expect(failure).toMatch(message);
    expect(failure).not.toContain('s3cr3t');
  });
});
