import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { History } from '../../adapters/dynamodb/history.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { environment as names } from '../../lambda/self-check/environment.ts';
import { givenSnapshot } from '../adapters/dynamodb/given.ts';
import { divertLog, type Logged } from '../logged.ts';
import { type AwsFront, openAwsFront } from './aws-front.ts';
import { givenEnvironment } from './relaying.ts';

const environment = { ...process.env };
let aws: AwsFront;
let logged: Logged;
let handler: (event: unknown) => Promise<void>;
let topics: { readonly alerts: string; readonly operations: string };
let notices: () => readonly unknown[];

beforeAll(async () => {
  aws = await openAwsFront();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const sns = new SNSClient({ endpoint: aws.snsUrl, region: 'us-east-1', credentials });
  const topic = async (Name: string): Promise<string> =>
    (await sns.send(new CreateTopicCommand({ Name }))).TopicArn ?? '';
  topics = { alerts: await topic('alerts'), operations: await topic('operations') };
  await sns.send(new SubscribeCommand({ TopicArn: topics.alerts, Protocol: 'email', Endpoint: 'ops@example.com' }));
  sns.destroy();
  notices = aws.subscribe('operations');
  givenEnvironment(aws.url, { [names.historyTable]: aws.table, [names.operationsTopic]: topics.operations });
  jest.resetModules();
  ({ handler } = await import('../../lambda/self-check/handler.ts'));
  logged = divertLog();
});
afterAll(async () => {
  logged.giveBack();
  process.env = environment;
  await aws.close();
});
beforeEach(() => {
  logged.lines.length = 0;
});

const at = '2026-11-21T06:07:00.000Z';
const recorded = async (workspace: string, takenAt: Timestamp): Promise<void> => {
  const client = new DynamoDBClient({});
  const history = new History(client, aws.table);
  // Long enough that this test's clock does not matter.
  await history.record({ ...givenSnapshot(), workspace, takenAt }, { keepSeconds: 10 * 365 * 86_400, writer: 'test' });
  client.destroy();
};

const event = (more: object = {}): object => ({
  scheduledAt: at,
  stack: 'RocketChatAlerter',
  docsUrl: null,
  workspaces: [],
  topics: [],
  ...more,
});

describe('the function of the self-check', () => {
  test('publishes nothing where all is well', async () => {
    await recorded('production', plusSeconds(at, -60));
    await handler(event({ workspaces: [{ name: 'production', everySeconds: 60 }] }));
    expect(notices()).toEqual([]);
    expect(logged.entries()).toMatchObject([{ level: 'INFO', message: 'self-check', workspaces: 1 }]);
  });

  test('publishes what is wrong to the operations topic, and logs it', async () => {
    await recorded('staging', plusSeconds(at, -3_000));
    const ops = (address: string) => ({ protocol: 'email', endpoint: address, name: address });
    await handler(
      event({
        workspaces: [{ name: 'staging', everySeconds: 60 }],
        topics: [{ name: 'alerts', arn: topics.alerts, recipients: [ops('gone@example.com')] }],
      }),
    );
    const object = {
      type: 'notice',
      stack: 'RocketChatAlerter',
      unchecked: [{ workspace: 'staging', lastCheck: plusSeconds(at, -3_000) }],
      blind: [],
      checkedAgain: [],
      missingRecipients: [
        { topic: 'alerts', name: 'gone@example.com', advice: expect.stringContaining('not subscribed') },
      ],
    };
    expect(notices()).toEqual([object]);
    expect(logged.entries()).toMatchObject([{ message: 'self-check', ...object }]);
  });

  test('fails where something cannot be found out, after it has published what it knows', async () => {
    const before = notices().length;
    process.env[names.historyTable] = 'not-there';
    jest.resetModules();
    const { handler: blind } = await import('../../lambda/self-check/handler.ts');
    process.env[names.historyTable] = aws.table;
    const gone = { protocol: 'email', endpoint: 'gone@example.com', name: 'gone@example.com' };
    const input = event({
      workspaces: [{ name: 'production', everySeconds: 60 }],
      topics: [{ name: 'alerts', arn: topics.alerts, recipients: [gone] }],
    });
    await expect(blind(input)).rejects.toThrow(
      /^not known: the checks of production: Query on the history table not-there/,
    );
    expect(notices()).toHaveLength(before + 1);
  });

  test('refuses an event that is none of its schedule', async () => {
    await expect(handler({ workspace: {} })).rejects.toThrow(
      /not one that the schedule of the self-check sends: stack/,
    );
  });
});
