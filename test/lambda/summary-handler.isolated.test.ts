import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { History } from '../../adapters/dynamodb/history.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { plusSeconds } from '../../core/base/time.ts';
import { weekDue } from '../../core/summary/week.ts';
import { environment as names } from '../../lambda/summary/environment.ts';
import { givenSnapshot } from '../adapters/dynamodb/given.ts';
import { divertLog, type Logged } from '../logged.ts';
import { type AwsFront, openAwsFront } from './aws-front.ts';
import { givenEnvironment } from './relaying.ts';

const environment = { ...process.env };
let aws: AwsFront;
let logged: Logged;
let handler: (event: unknown) => Promise<void>;
let published: () => readonly unknown[];

/** A time of the week that has just come, so that the function's own clock finds it due. */
const now = systemClock.now();
const cron = `${new Date(now).getUTCMinutes()} ${new Date(now).getUTCHours()} * * ${new Date(now).getUTCDay()}`;
const time = { cron, timeZone: 'UTC' };
const week = weekDue(time, plusSeconds(now, 1));

beforeAll(async () => {
  aws = await openAwsFront();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const sns = new SNSClient({ endpoint: aws.snsUrl, region: 'us-east-1', credentials });
  const { TopicArn: topic = '' } = await sns.send(new CreateTopicCommand({ Name: 'alerts' }));
  sns.destroy();
  published = aws.subscribe('alerts');
  givenEnvironment(aws.url, { [names.historyTable]: aws.table, [names.alertTopic]: topic });
  const client = new DynamoDBClient({});
  const history = new History(client, aws.table);
  const takenAt = plusSeconds(week.to, -60);
  await history.record({ ...givenSnapshot(), takenAt }, { keepSeconds: 86_400, writer: 'test' });
  client.destroy();
  jest.resetModules();
  ({ handler } = await import('../../lambda/summary/handler.ts'));
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

const event = {
  scheduledAt: now,
  summary: {
    stack: 'RocketChatAlerter',
    ...time,
    workspaces: ['production', 'staging'],
    audiences: [
      { id: 'all', workspaces: null },
      { id: 'one', workspaces: [0] },
    ],
    rules: {},
    ownRules: {},
  },
};

describe('the function of the weekly summary', () => {
  test('publishes the summary of each audience to the alert topic once', async () => {
    await handler(event);
    const all = { type: 'summary', id: `summary/${week.to}/all`, workspaceCount: 2, ...week };
    expect(published()).toMatchObject([all, { id: `summary/${week.to}/one`, workspaceCount: 1 }]);
    await handler(event);
    expect(published()).toHaveLength(2);
    expect(logged.entries()).toMatchObject([
      { message: 'summary', due: week.to, sent: ['all', 'one'], before: [] },
      { message: 'summary', due: week.to, sent: [], before: ['all', 'one'] },
    ]);
  });

  test('refuses an event that is none of its schedule', async () => {
    await expect(handler({ workspace: {} })).rejects.toThrow(/not one that the schedule of the summary sends: summary/);
  });
});
