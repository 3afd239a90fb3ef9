import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { History } from '../../adapters/dynamodb/history.ts';
import { defaultRules } from '../../core/rules/registry.ts';
import { VirtualClock } from '../../simulator/clock.ts';
import { simulatedCredentials } from '../../simulator/options.ts';
import { type SimulatedServer, serve } from '../../simulator/server.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { serveSwitch, switchPath } from '../adapters/heartbeat/switch-server.ts';
import { type LoadedHandler, loadHandler } from './loaded-handler.ts';
import { toTimestamp } from '../../core/base/time.ts';

let loaded: LoadedHandler;
let aws: LoadedHandler['aws'];
let handler: LoadedHandler['handler'];
let logged: LoadedHandler['logged'];
let history: History;
let cluster: SimulatedWorkspace;
let server: SimulatedServer;
let workspaces = 0;

beforeAll(async () => {
  loaded = await loadHandler();
  ({ aws, handler, logged } = loaded);
  history = new History(new DynamoDBClient({}), aws.table);
});

afterAll(async () => {
  await loaded.close();
});

beforeEach(async () => {
  workspaces += 1;
  aws.calls.length = 0;
  logged.lines.length = 0;
  cluster = new SimulatedWorkspace({ clock: new VirtualClock(toTimestamp(new Date())) });
  server = await serve(cluster);
  aws.parameters.set(parameter(), JSON.stringify(simulatedCredentials));
});

afterEach(async () => {
  await server.close();
});

const parameter = (): string => `/rocketchat-alerter/w${workspaces}`;

const event = (extra: object = {}, ofWorkspace: object = {}): object => ({
  workspace: {
    name: `w${workspaces}`,
    url: server.url,
    allowInsecure: false,
    credentials: parameter(),
    everySeconds: 60,
    keepSeconds: 86_400,
    rules: defaultRules,
    ...ofWorkspace,
  },
  ...extra,
});

/** A minute that is not yet, so that no check is late, and so near that none is refused because it is dated ahead. */
const comingMinute = Math.ceil(Date.now() / 60_000) * 60_000 + 60_000;

/** The time that a schedule would give: so many minutes after that. */
const scheduledAt = (minutes: number): string => new Date(comingMinute + minutes * 60_000).toISOString();

describe('the check function', () => {
  test('reads the credentials once, and then only the last snapshot and the silences, with one write for a quiet check', async () => {
    await handler(event({ scheduledAt: scheduledAt(0) }));
    const [snapshot, silences] = ['DynamoDB.Query', 'DynamoDB.Query'];
    const turn = ['DynamoDB.UpdateItem', snapshot, silences];
    expect(aws.calls).toEqual([snapshot, silences, 'AmazonSSM.GetParameter', ...turn, 'DynamoDB.PutItem']);
    aws.calls.length = 0;
    // In the same minute: the first check of an hour reads and writes more.
    await handler(event({ scheduledAt: scheduledAt(1 / 3) }));
    await handler(event({ scheduledAt: scheduledAt(2 / 3) }));
    const quiet = [snapshot, silences, 'DynamoDB.PutItem'];
    expect(aws.calls).toEqual([...quiet, ...quiet]);
  });

  test('writes metrics into that line only where the workspace has them', async () => {
    await handler(event({ scheduledAt: scheduledAt(0) }, { metrics: true }));
    await handler(event({ scheduledAt: scheduledAt(1) }));
    const [withMetrics, without] = logged.entries();
    expect(withMetrics).toMatchObject({
      _aws: { CloudWatchMetrics: [{ Dimensions: [['workspace']] }] },
      workspace: `w${workspaces}`,
      listed: 3,
      healthy: 3,
      openIncidents: 0,
    });
    expect(without).not.toHaveProperty('_aws');
    expect(without).not.toHaveProperty('openIncidents');
  });

  test('logs one line for a check, with counts and durations and no credential', async () => {
    await handler(event({ scheduledAt: scheduledAt(0) }));
    expect(logged.entries()).toEqual([
      expect.objectContaining({
        level: 'INFO',
        message: 'check',
        workspace: `w${workspaces}`,
        outcome: 'ok',
        instances: { healthy: 3 },
        incidents: [],
        latencyMilliseconds: expect.any(Number),
      }),
    ]);
    cluster.cutOff('unauthorized');
    await handler(event({ scheduledAt: scheduledAt(1) }));
    expect(logged.lines.join('\n')).not.toContain(simulatedCredentials.authToken);
    expect(logged.lines.join('\n')).not.toContain(simulatedCredentials.userId);
  });

  test('publishes an alert and marks it, with one call each', async () => {
    cluster.cutOff('forbidden');
    const rules = { ...defaultRules, unauthorized: { ...defaultRules.unauthorized, forSeconds: 0 } };
    await handler(event({ scheduledAt: scheduledAt(0) }, { rules }));
    expect(aws.calls).toEqual([
      'DynamoDB.Query',
      'DynamoDB.Query',
      'AmazonSSM.GetParameter',
      'AmazonSSM.GetParameter',
      // The first of all checks takes its turn.
      'DynamoDB.UpdateItem',
      'DynamoDB.Query',
      'DynamoDB.Query',
      'DynamoDB.PutItem',
      'SNS.Publish',
      'DynamoDB.UpdateItem',
    ]);
  });

  test('makes a check that is invoked twice once, and says so', async () => {
    const input = event({ scheduledAt: scheduledAt(0) });
    await handler(input);
    await handler(input);
    expect(server.requests).toHaveLength(1);
    expect(logged.entries()).toHaveLength(2);
  });

  test('makes a check once of which Lambda runs the same request twice', async () => {
    const input = event({ scheduledAt: scheduledAt(0) });
    await Promise.all([handler(input), handler(input)]);
    expect(logged.entries()).toEqual([
      expect.objectContaining({ message: 'check' }),
      expect.objectContaining({ message: expect.stringMatching(/^check skipped/) }),
    ]);
  });

  test.each([
    ['no scheduled time', {}],
    ['the placeholder of one', { scheduledAt: '<aws.scheduler.scheduled-time>' }],
  ])('takes the time of the invocation where the event has %s', async (_what, extra) => {
    const before = Date.now();
    await handler(event(extra));
    const snapshot = await history.latest(`w${workspaces}`, toTimestamp(new Date()));
    expect(Date.parse(snapshot?.takenAt ?? '')).toBeGreaterThanOrEqual(before);
  });

  test('goes on with new credentials when they were changed after it had read them', async () => {
    aws.parameters.set(parameter(), JSON.stringify({ userId: 'old', authToken: 'old' }));
    await handler(event({ scheduledAt: scheduledAt(0) }));
    aws.parameters.set(parameter(), JSON.stringify(simulatedCredentials));
    await handler(event({ scheduledAt: scheduledAt(1) }));
    expect(logged.entries()).toMatchObject([{ outcome: 'unauthorized' }, { outcome: 'ok' }]);
  });

  test.each([
    ['is not there', null, /no such parameter/],
    ['is not JSON', 'a secret token', /does not hold credentials/],
    ['lacks the token', '{"userId":"secret"}', /does not hold credentials/],
  ])('fails with what to do where the parameter %s, and repeats nothing of it', async (_what, value, message) => {
    if (value === null) aws.parameters.delete(parameter());
    else aws.parameters.set(parameter(), value);
    const failure = await handler(event()).catch((error: unknown) => error);
    expect(String(failure)).toMatch(message);
    expect(String(failure)).toContain(parameter());
    expect(String(failure)).not.toContain('secret');
  });

  test('calls a heartbeat for each check, whose URL it reads once and keeps to itself', async () => {
    const heartbeat = await serveSwitch();
    try {
      const heartbeatUrl = `${parameter()}-heartbeat`;
      aws.parameters.set(heartbeatUrl, heartbeat.url);
      await handler(event({ scheduledAt: scheduledAt(0) }, { heartbeatUrl }));
      await handler(event({ scheduledAt: scheduledAt(1) }, { heartbeatUrl }));
      await handler(event({ scheduledAt: scheduledAt(2) }, { heartbeatUrl, credentials: '/missing' })).catch(
        () => null,
      );
      const [start, success, fail] = ['/start', '', '/fail'].map((end) => `GET ${switchPath}${end}`);
      expect(heartbeat.calls).toEqual([start, success, start, success, start, fail]);
      expect(aws.calls.filter((call) => call === 'AmazonSSM.GetParameter')).toHaveLength(3);
      expect(logged.lines.join('\n')).not.toContain(switchPath);
    } finally {
      await heartbeat.close();
    }
  });

  test('is made although its heartbeat is not taken, and says why not', async () => {
    const heartbeatUrl = `${parameter()}-no-heartbeat`;
    await handler(event({ scheduledAt: scheduledAt(0) }, { heartbeatUrl }));
    expect(logged.entries()).toEqual([
      expect.objectContaining({ level: 'WARN', message: 'heartbeat not taken', workspace: `w${workspaces}` }),
      expect.objectContaining({ message: 'heartbeat not taken', reason: expect.stringContaining(heartbeatUrl) }),
      expect.objectContaining({ message: 'check', outcome: 'ok' }),
    ]);
  });

  test('refuses an event that no schedule of the stack sends, and names what is wrong with it', async () => {
    const input = { ...event(), workspace: { name: 'w', url: 'not a url' } };
    await expect(handler(input)).rejects.toThrow(/workspace\.url/);
    expect(aws.calls).toEqual([]);
  });
});
