import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { handler as widgetHandler } from '../../lambda/widget/handler.ts';
import { minute } from '../adapters/dynamodb/given.ts';
import { divertLog, type Logged } from '../logged.ts';

let handler: typeof widgetHandler;
let logged: Logged;

/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:1';

beforeAll(async () => {
  logged = divertLog();
  Object.assign(process.env, {
    HISTORY_TABLE_NAME: 'history',
    WORKSPACE: 'production',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: nowhere,
  });
  ({ handler } = await import('../../lambda/widget/handler.ts'));
});

afterAll(() => {
  logged.giveBack();
});

const timeRange = { start: Date.parse(minute(0)), end: Date.parse(minute(60)) };

test('a history that cannot be read becomes one line that says why, not a failure', async () => {
  const page = await handler({ workspace: 'production', widgetContext: { timeRange, theme: 'light', width: 800 } });
  expect(page).toMatch(
    /<p role="status">This cannot be drawn now: Query on the history table history failed: [^<]*<\/p>/,
  );
  expect(logged.entries()).toEqual([
    {
      level: 'ERROR',
      message: 'the widget could not be drawn',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      service: 'rocketchat-alerter-widget',
      error: { name: 'HistoryError', message: expect.any(String), stack: expect.stringContaining('rollups-timeline') },
      request: expect.objectContaining({ workspace: 'production' }),
    },
  ]);
});

test('an event that no dashboard sends becomes one line, too', async () => {
  expect(await handler({ hello: 'world' })).toContain('Only a dashboard can ask this widget for a drawing.');
});

test('asked what it is, the widget answers in markdown, with its parameters', async () => {
  expect(await handler({ describe: true })).toEqual({
    markdown: expect.stringMatching(/\*\*workspace\*\*[^]*``` yaml/),
  });
});
