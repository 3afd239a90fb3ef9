import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { environment as names } from '../../lambda/service/environment.ts';
import { testAlert } from '../../cli/alerts/test-alert.ts';
import { alertJson } from '../../core/alerts/to-alert-object.ts';
import { fakes } from '../adapters/services/fakes/list.ts';
import { serveService, type ServiceServer } from '../adapters/services/service-server.ts';
import { divertLog, type Logged } from '../logged.ts';
import { type AwsFront, openAwsFront } from './aws-front.ts';
import { failureOf } from './failure-of.ts';
import { alertText, eventWith, givenEnvironment, type Handler } from './relaying.ts';

const environment = { ...process.env };
const parameter = '/rocketchat-alerter/secret';
const testText = alertJson(testAlert('production', 'critical', '2026-11-21T19:21:00.000Z'), 44_000);
let aws: AwsFront;
let logged: Logged;
beforeAll(async () => {
  aws = await openAwsFront();
  logged = divertLog();
});
afterAll(async () => {
  process.env = environment;
  logged.giveBack();
  await aws.close();
});

describe.each(fakes)('the function of $name', (fake) => {
  let server: ServiceServer;
  beforeAll(async () => {
    server = await serveService(fake);
    givenEnvironment(aws.url, {
      [names.service]: fake.name,
      [names.secretParameter]: parameter,
      [names.options]: JSON.stringify(fake.options(server.url)),
      [names.minimumSeverity]: 'warning',
    });
  });
  afterAll(() => server.close());

  /** One that has read nothing yet. */
  const startContainer = async (secret: string): Promise<Handler> => {
    aws.parameters.set(parameter, secret);
    logged.lines.length = 0;
    jest.resetModules();
    const { handler }: { handler: Handler } = await import('../../lambda/service/handler.ts');
    return handler;
  };

  test('hands on an alert and a test alert as the service takes them, and logs no secret', async () => {
    const handler = await startContainer(fake.secret(server.url));
    await handler(eventWith(alertText));
    await handler(eventWith(testText));
    expect(server.refused).toEqual([]);
    expect(logged.entries()).toMatchObject([{ message: 'alert forwarded' }, { message: 'alert forwarded' }]);
    expect(logged.lines.join('\n')).not.toMatch(fake.secretParts);
  });

  test('fails with a wrong secret, so that the alert is kept in the end, and shows none of it', async () => {
    const handler = await startContainer(fake.unknownSecret(server.url));
    const failure = await failureOf(handler, eventWith(alertText));
    expect(failure).toMatch(/not accepted by .*Store .* again/);
    expect(logged.entries()).toMatchObject([{ level: 'ERROR', message: 'alert not forwarded', retryable: false }]);
    expect(failure + logged.lines.join('\n')).not.toMatch(fake.secretParts);
  });
});
