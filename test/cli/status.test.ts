import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { History } from '../../adapters/dynamodb/history.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { plusSeconds } from '../../core/base/time.ts';
import { givenSnapshot } from '../adapters/dynamodb/given.ts';
import type { GivenAws } from './given-aws.ts';
import { alertTopic, confirmed, givenDeployment, type GivenDeployment, madeAt } from './given-deployment.ts';
import { simulatedCredentials } from '../../simulator/options.ts';
import { listing } from './answers.ts';
import { withServer } from '../servers.ts';
import { type Ran, running } from './running.ts';
import { oneIn } from '../length.ts';

const recordCheck = ({ store }: GivenAws, workspace: string, secondsAgo: number, more: Partial<Snapshot> = {}) =>
  new History(store.client, store.table).record(
    { ...givenSnapshot(), workspace, takenAt: plusSeconds(systemClock.now(), -secondsAgo), ...more },
    { keepSeconds: 86_400, writer: 'test' },
  );

/** What `status` says of a deployment in which all is well but for what `change` does. */
const statusWith = (
  change: (deployment: GivenDeployment, aws: GivenAws) => unknown,
  ...args: readonly string[]
): Promise<Ran> =>
  givenDeployment(async (deployment, aws) => {
    await recordCheck(aws, 'production', 30);
    await recordCheck(aws, 'staging', 30);
    await change(deployment, aws);
    return running(['status', ...args]);
  });

const report = v.looseObject({
  type: v.literal('status'),
  stack: v.string(),
  stackStatus: v.string(),
  workspaces: v.nullable(v.array(v.looseObject({ name: v.string() }))),
  recipients: v.nullable(v.array(v.looseObject({ name: v.string() }))),
  problems: v.array(v.string()),
  unknown: v.array(v.string()),
});

const jsonWith = async (change: (deployment: GivenDeployment, aws: GivenAws) => unknown) => {
  const { code, stdout } = await statusWith(change, '--json');
  return { code, ...v.parse(v.pipe(v.string(), v.parseJson(), report), stdout) };
};

describe('where all is well, status', () => {
  test('shows each workspace and each recipient, and ends with 0', async () => {
    const { code, stdout, stderr } = await statusWith(() => undefined);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toEqual([
      'RocketChatAlerter in eu-central-1 (UPDATE_COMPLETE)',
      '',
      'WORKSPACE   EVERY  SCHEDULE  LAST CHECK  OUTCOME         TOKEN',
      expect.stringMatching(/^production {2}1m {5}enabled {3}\d+ s ago {4}3 of 3 healthy {2}accepted$/),
      expect.stringMatching(/^staging {5}5m {5}enabled {3}\d+ s ago {4}3 of 3 healthy {2}accepted$/),
      '',
      'RECIPIENT         OF          BY     SUBSCRIPTION',
      'ops@example.com   alerts      email  confirmed',
      'boss@example.com  alerts      email  confirmed',
      'ops@example.com   operations  email  confirmed',
      '',
      'Alarms: 0 of 2 raised',
      'Dead-letter queues: failed checks 0, undelivered alerts 0',
      '',
      'All workspaces are checked, and every recipient is reached.',
      '',
    ]);
  });

  test('says it in one line of JSON', async () => {
    expect(await jsonWith(() => undefined)).toMatchObject({
      code: 0,
      stack: 'RocketChatAlerter',
      region: 'eu-central-1',
      stackStatus: 'UPDATE_COMPLETE',
      workspaces: [
        {
          name: 'production',
          everySeconds: 60,
          schedule: 'enabled',
          lastCheck: { outcome: 'ok', listed: 3, healthy: 3, waitingAlerts: 0 },
          token: 'accepted',
        },
        { name: 'staging', everySeconds: 300 },
      ],
      alarms: { count: 2, raised: [] },
      queues: [
        { name: 'failed checks', messages: 0 },
        { name: 'undelivered alerts', messages: 0 },
      ],
      problems: [],
      unknown: [],
    });
  });
});

describe('status finds, and ends with 1:', () => {
  const failing = (outcome: 'unauthorized' | 'timeout'): Partial<Snapshot> => ({
    outcome,
    failure: { outcome, detail: 'x', httpStatus: null },
  });

  const troubles: ReadonlyArray<[string, (deployment: GivenDeployment, aws: GivenAws) => unknown, RegExp]> = [
    [
      'a schedule that is disabled',
      ({ schedules }) => (schedules['staging'] = 'DISABLED'),
      /^staging: its schedule is disabled/,
    ],
    [
      'a schedule that is gone',
      ({ schedules }) => Reflect.deleteProperty(schedules, 'staging'),
      /^staging: its schedule is gone/,
    ],
    [
      'a self-check that is off',
      (deployment) => (deployment.selfCheck = 'DISABLED'),
      /^the schedule of the self-check is disabled$/,
    ],
    [
      'an alarm',
      ({ raised }) => raised.push('RocketChatAlerter-Alerter-no-checks'),
      /^alarm RocketChatAlerter-Alerter-no-checks since 2026-11-20 08:00 UTC$/,
    ],
    ['failed checks', ({ messages }) => (messages.failed = 2), /^2 messages in the queue of failed checks/],
    [
      'undelivered alerts',
      ({ messages }) => (messages.undelivered = 1),
      /^1 message in the queue of undelivered alerts/,
    ],
    [
      'a rejected token',
      (_, aws) => recordCheck(aws, 'production', 5, failing('unauthorized')),
      /^production: the access token was rejected\. Run `credentials set --workspace production`$/,
    ],
    [
      'a workspace that is not seen',
      (_, aws) => recordCheck(aws, 'production', 5, failing('timeout')),
      /^production: the last check could not see it \(timeout\)$/,
    ],
    [
      'an alert that waits',
      (_, aws) => recordCheck(aws, 'production', 5, { outbox: [madeAt] }),
      /^production: 1 alert could not be published yet$/,
    ],
    [
      'a deployment that was rolled back',
      (deployment) => (deployment.stackStatus = 'UPDATE_ROLLBACK_COMPLETE'),
      /^the last deployment was rolled back/,
    ],
    [
      'a recipient that is gone',
      ({ subscriptions }) => subscriptions[alertTopic]?.pop(),
      /^boss@example\.com \(alerts\): not subscribed any more/,
    ],
    [
      'a recipient that has not confirmed',
      ({ subscriptions }) => {
        pend(subscriptions);
      },
      /^boss@example\.com \(alerts\): not confirmed: .* 48 hours/,
    ],
  ];

  test.each(oneIn(3, troubles))('%s', async (_what, change, problem) => {
    const { code, problems, unknown } = await jsonWith(change);
    expect({ code, unknown }).toEqual({ code: 1, unknown: [] });
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  const pend = (subscriptions: GivenDeployment['subscriptions']): void => {
    subscriptions[alertTopic]?.splice(1, 1, { protocol: 'email', endpoint: 'boss@example.com', arn: null });
  };

  test('a workspace that is checked no more, or was never', async () => {
    const { code, stdout } = await givenDeployment(async (_, aws) => {
      await recordCheck(aws, 'production', 400);
      return running(['status', '--json']);
    });
    expect(code).toBe(1);
    expect(v.parse(v.pipe(v.string(), v.parseJson(), report), stdout).problems).toEqual([
      expect.stringMatching(/^production: not checked since \d{4}-\d\d-\d\d \d\d:\d\d UTC$/),
      'staging: no check is recorded yet',
    ]);
  });

  test('since when a recipient has been waiting', async () => {
    const { stdout } = await statusWith(({ subscriptions }) => {
      pend(subscriptions);
    });
    expect(stdout).toContain('boss@example.com  alerts      email  pending since 2026-11-20 08:00 UTC');
    expect(stdout).toContain('1 problem:\n- boss@example.com (alerts): not confirmed');
  });

  test('what else has subscribed, as a recipient like any other', async () => {
    const { recipients } = await jsonWith(({ subscriptions }) => {
      subscriptions[alertTopic]?.push({ ...confirmed(alertTopic, 'https://hooks.example.com'), protocol: 'https' });
    });
    expect(recipients).toContainEqual(
      expect.objectContaining({
        topic: 'alerts',
        name: 'https://hooks.example.com',
        protocol: 'https',
        state: 'confirmed',
      }),
    );
  });
});

describe('what may not be seen', () => {
  test.each([
    ['GraniteServiceVersion20100801.DescribeAlarms', /^alarms: .* Allow them cloudwatch:DescribeAlarms/],
    ['AmazonSQS.GetQueueAttributes', /^dead-letter queues: .* Allow them sqs:GetQueueAttributes/],
    ['ListSubscriptionsByTopic', /^recipients: .* Allow them sns:ListSubscriptionsByTopic/],
    ['Scheduler.GET', /^schedules: .* Allow them scheduler:ListSchedules and scheduler:GetSchedule/],
    ['ListStackResources', /^the parts of the stack: .* Allow them cloudformation:ListStackResources/],
  ])('is named with its permission, and the rest is shown: %s', async (action, reason) => {
    const { code, unknown, problems } = await jsonWith(({ denied }) => denied.add(action));
    expect({ code, problems }).toEqual({ code: 2, problems: [] });
    expect(unknown).toEqual([expect.stringMatching(reason)]);
  });

  test('is less than what is to be put right', async () => {
    const { code } = await jsonWith(({ denied, messages }) => {
      denied.add('ListSubscriptionsByTopic');
      messages.failed = 1;
    });
    expect(code).toBe(1);
  });

  test('in a stack of an older version is listed', async () => {
    const { code, unknown } = await jsonWith((deployment) => (deployment.saysSchedules = false));
    expect(code).toBe(2);
    expect(unknown).toEqual([expect.stringContaining('an older version made the stack')]);
  });
});

describe('status --tokens', () => {
  const { userId, authToken } = simulatedCredentials;
  const asked = (stored: string | null): Promise<Ran> =>
    withServer(listing('a'), (url) =>
      givenDeployment(async ({ parameters }, aws) => {
        await recordCheck(aws, 'production', 30);
        await recordCheck(aws, 'staging', 30);
        if (stored !== null) {
          for (const name of ['production', 'staging']) parameters.set(`/rocketchat-alerter/${name}`, stored);
        }
        return running(['status', '--tokens', '--json']);
      }, url),
    );

  test('tries the stored credentials from here', async () => {
    const { code, stdout } = await asked(JSON.stringify({ userId, authToken }));
    expect(code).toBe(0);
    expect(stdout).not.toContain(authToken);
  });

  test('finds those that are missing', async () => {
    const { code, stdout } = await asked(null);
    expect(code).toBe(1);
    expect(v.parse(v.pipe(v.string(), v.parseJson(), report), stdout).problems).toEqual([
      expect.stringMatching(/^production: credentials missing: there is no parameter/),
      expect.stringMatching(/^staging: credentials missing/),
    ]);
  });
});

test('without such a stack, status says so in one line and ends with 2', async () => {
  const { code, stdout, stderr } = await givenDeployment(() => running(['status', '--stack', 'Elsewhere']));
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^alerter: there is no stack Elsewhere in eu-central-1 .*\n$/);
});
