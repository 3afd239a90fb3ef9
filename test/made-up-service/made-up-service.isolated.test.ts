import './bell-in-list.ts';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { Match } from 'aws-cdk-lib/assertions';
import { destinationsOf } from '../../cli/watch/destinations.ts';
import { exampleAlerts } from '../../cli/examples/alerts.ts';
import { exampleOrigin } from '../../cli/examples/given.ts';
import { readConfiguration } from '../../config/load.ts';
import { deploymentSchema } from '../../config/schema.ts';
import { describedJsonSchema } from '../../docs/generate/json-schema.ts';
import { environment as names } from '../../lambda/service/environment.ts';
import type { FakeAnswer, Got } from '../adapters/services/fakes/fake.ts';
import { serveService, type ServiceServer } from '../adapters/services/service-server.ts';
import { runningAlerts } from '../cli/running-alerts.ts';
import { type AwsFront, openAwsFront } from '../lambda/aws-front.ts';
import { alertText, eventWith, givenEnvironment, type Handler } from '../lambda/relaying.ts';
import { givenTemplate } from '../lib/given-stack.ts';
import { divertLog } from '../logged.ts';

/* To add a service is to write its file and its line in adapters/services/list.ts: all the rest derives from that list. */

const parameter = '/rocketchat-alerter/bell';
const rope = 'rope-s3cr3t';
const settingsWith = (entry: string) =>
  readConfiguration(
    `workspaces: [{ name: production, url: https://chat.example.com }]\nalerts: { services: [{ ${entry} }] }\n`,
    'alerter.yaml',
  );
const entryAt = (url: string): string => `service: bell, secret: ${parameter}, tower: north, url: ${url}`;

const answer = ({ path, headers }: Got): FakeAnswer => {
  if (headers['authorization'] !== `Bearer ${rope}`) return { status: 418 };
  return { status: path === '/towers/north' ? 201 : 404 };
};

let server: ServiceServer;
beforeAll(async () => {
  server = await serveService({ answer });
});
afterAll(() => server.close());
afterEach(() => {
  server.react('take');
});

describe('alerter.yaml', () => {
  test('may name the service, with its own keys', () => {
    const { services } = settingsWith(entryAt('https://bell.example.org')).alerts;
    expect(services).toMatchObject([{ service: 'bell', options: { tower: 'north' }, minimumSeverity: 'warning' }]);
  });

  test.each([
    [`service: bell, secret: ${parameter}`, /tower/],
    [`service: bell, secret: ${parameter}, tower: "a b"`, /the name of a tower/],
    [`service: bell, secret: ${parameter}, tower: north, chat: "1"`, /chat/],
    [`service: bells, secret: ${parameter}`, /one of .*, bell/],
  ])('that says %s is refused', (entry, says) => {
    expect(() => settingsWith(entry)).toThrow(says);
  });

  test('has its keys in the JSON Schema', () => {
    expect(JSON.stringify(describedJsonSchema(deploymentSchema))).toContain('The tower that the bell hangs in');
  });
});

describe('the stack', () => {
  const template: Template = givenTemplate(
    `workspaces: [{ name: production, url: https://chat.example.com }]\nalerts: { services: [{ ${entryAt('https://bell.example.org')} }] }\n`,
  );

  test('has a function for it, which may read its secret', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: `Hands Rocket.Chat alerts to Bell with the secret in ${parameter}`,
      Environment: { Variables: Match.objectLike({ [names.service]: 'bell', [names.secretParameter]: parameter }) },
    });
    expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).toContain(`parameter${parameter}`);
  });
});

describe('the function', () => {
  const environment = { ...process.env };
  let aws: AwsFront;
  beforeAll(async () => {
    aws = await openAwsFront();
    givenEnvironment(aws.url, {
      [names.service]: 'bell',
      [names.secretParameter]: parameter,
      [names.options]: JSON.stringify({ url: server.url, tower: 'north' }),
      [names.minimumSeverity]: 'warning',
    });
  });
  afterAll(async () => {
    process.env = environment;
    await aws.close();
  });

  test('hands alerts on, and says what to do about a wrong secret without showing it', async () => {
    const logged = divertLog();
    try {
      jest.resetModules();
      const { handler }: { handler: Handler } = await import('../../lambda/service/handler.ts');
      aws.parameters.set(parameter, rope);
      await handler(eventWith(alertText));
      expect(server.got.at(-1)?.body).toContain('disappeared: 10.0.1.3:3000');
      aws.parameters.set(parameter, 'rope-another');
      jest.resetModules();
      const { handler: cold }: { handler: Handler } = await import('../../lambda/service/handler.ts');
      await expect(cold(eventWith(alertText))).rejects.toThrow(/not accepted by Bell .*HTTP 418.*Store the rope/);
      expect(JSON.stringify(logged.entries())).not.toMatch(/s3cr3t|rope-another/);
    } finally {
      logged.giveBack();
    }
  });
});

test('a watch delivers to it, with the secret from its environment', async () => {
  const { alerts, operations } = settingsWith(entryAt('https://bell.example.org'));
  const inFile = alerts.services.map((route) => ({ ...route, options: { url: server.url, tower: 'north' } }));
  const [destination, ...others] = await destinationsOf(
    { alerts: { ...alerts, services: inFile }, smtp: operations.smtp },
    { environment: { ROCKETCHAT_ALERTER_BELL: rope }, onNote: () => undefined, trusted: [] },
  );
  const alert = exampleAlerts['disappeared.opened'];
  if (alert === undefined || destination === undefined) throw new Error('there is no example, or no destination');
  expect([await destination.deliver(alert, exampleOrigin), others]).toEqual([null, []]);
  expect(server.got.at(-1)?.path).toBe('/towers/north');
});

test('alerts preview shows what it gets', async () => {
  const { exitCode, stdout } = await runningAlerts(
    ...['preview', '--kind', 'disappeared', '--change', 'opened', '--channel', 'bell'],
  );
  expect(exitCode).toBe(0);
  expect(stdout).toContain('POST https://bell.example.com/towers/north');
});
