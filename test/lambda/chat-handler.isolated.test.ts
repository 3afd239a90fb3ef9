import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { readAlertObject } from '../../core/alerts/alert-object.ts';
import { amazonQMessage } from '../../core/alerts/renderings/amazon-q.ts';
import { environment as names } from '../../lambda/chat/environment.ts';
import { givenTopic, type LocalTopic } from '../adapters/sns/given-sns.ts';
import { divertLog, type Logged } from '../logged.ts';
import { alertText, eventWith, givenEnvironment, type Handler, summaryText } from './relaying.ts';

const environment = { ...process.env };
let topic: LocalTopic;
let handler: Handler;
let logged: Logged;

beforeAll(async () => {
  topic = await givenTopic();
  const { hostname, port = 0 } = (await topic.sns.config.endpoint?.()) ?? { hostname: '' };
  logged = divertLog();
  givenEnvironment(`http://${hostname}:${port}`, { [names.chatTopic]: topic.topicArn });
});
afterAll(async () => {
  process.env = environment;
  logged.giveBack();
  await topic.close();
});

beforeEach(() => {
  logged.lines.length = 0;
});

const startContainer = async (): Promise<void> => {
  jest.resetModules();
  ({ handler } = await import('../../lambda/chat/handler.ts'));
};

describe('the chat function', () => {
  test('publishes an alert as Amazon Q reads it', async () => {
    await startContainer();
    const received = topic.subscribe();
    await handler(eventWith(alertText));
    expect(received().map(({ texts }) => texts)).toEqual([amazonQMessage(readAlertObject(alertText))]);
    expect(logged.entries()).toMatchObject([{ level: 'INFO', alert: 'production/2026-11-21T19:21:00.000Z' }]);
  });

  test('publishes a summary as Amazon Q reads it, in a thread of its own', async () => {
    await startContainer();
    const received = topic.subscribe();
    await handler(eventWith(summaryText));
    const [{ texts } = { texts: null }] = received();
    expect(texts).toMatchObject({
      source: 'custom',
      content: { textType: 'client-markdown', title: expect.stringMatching(/^Rocket\.Chat weekly: /) },
      metadata: { threadId: expect.stringMatching(/^summary\//) },
    });
  });

  test('fails where it cannot publish, and logs why', async () => {
    process.env[names.chatTopic] = `${topic.topicArn}-that-is-not-there`;
    await startContainer();
    await expect(handler(eventWith(alertText))).rejects.toThrow(/not published to .*that-is-not-there \(missing\)/);
    expect(logged.entries()).toMatchObject([
      { level: 'ERROR', retryable: false, reason: expect.stringMatching(/missing/) },
    ]);
  });
});
