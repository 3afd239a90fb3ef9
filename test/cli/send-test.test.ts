import { describe, expect, test } from '@jest/globals';
import { serviceNames } from '../../adapters/services/registry.ts';
import { readSnsEvent } from '../../adapters/sns/sns-event.ts';
import { readAlertObject } from '../../core/alerts/alert-object.ts';
import { alertTopic, givenDeployment, type GivenDeployment } from './given-deployment.ts';
import { type Ran, running } from './running.ts';

const sending = (change: (deployment: GivenDeployment) => unknown, ...args: readonly string[]): Promise<Ran> =>
  givenDeployment((deployment) => {
    change(deployment);
    return running(['alerts', 'test', ...args]);
  });

const unconfirmed = ({ subscriptions }: GivenDeployment): void => {
  subscriptions[alertTopic]?.splice(1, 1, { protocol: 'email', endpoint: 'boss@example.com', arn: null });
};

describe('alerts test', () => {
  test("finds the topic of the stack, and ends with its recipients' states", async () => {
    const { code, stdout, stderr } = await sending(() => undefined);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(new RegExp(`^sent: test alert test/\\S+ to ${alertTopic}$`)),
      '',
      'RECIPIENT         OF      BY     SUBSCRIPTION',
      'ops@example.com   alerts  email  confirmed',
      'boss@example.com  alerts  email  confirmed',
      '',
    ]);
  });

  test('ends with 1 where a recipient has not confirmed, or is gone', async () => {
    const { code, stdout, stderr } = await sending((deployment) => {
      unconfirmed(deployment);
      deployment.subscriptions[alertTopic]?.shift();
    });
    expect(code).toBe(1);
    expect(stdout).toContain('ops@example.com   alerts  email  gone');
    expect(stdout).toContain('boss@example.com  alerts  email  pending');
    expect(stderr).toContain('ops@example.com: not subscribed any more');
  });

  test('shows those of a topic that is named, as far as it has them', async () => {
    const { code, stdout } = await sending(unconfirmed, '--topic', alertTopic);
    expect(code).toBe(1);
    expect(stdout).toContain('boss@example.com  alerts  email  pending');
  });

  test('ends with 1 where nothing has subscribed', async () => {
    const { code, stderr } = await sending(
      ({ subscriptions }) => Reflect.deleteProperty(subscriptions, alertTopic),
      '--topic',
      alertTopic,
    );
    expect(code).toBe(1);
    expect(stderr).toContain('nobody got it: nothing has subscribed to the topic');
  });

  test('sends it, too, where the recipients may not be seen, and says that', async () => {
    const { code, stdout, stderr } = await sending(({ denied }) => denied.add('ListSubscriptionsByTopic'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^sent: /);
    expect(stderr).toContain('not known: recipients: these credentials do not allow it');
  });

  test('ends with 2 where it could not be sent', async () => {
    const { code, stderr } = await sending(({ denied }) => denied.add('Publish'));
    expect(code).toBe(2);
    expect(stderr).toContain('Allow them sns:Publish');
  });
});

describe('alerts test --only', () => {
  const accepted = { status: 200, type: 'application/json', body: 'null' };
  const refused = {
    ...accepted,
    headers: { 'x-amz-function-error': 'Unhandled' },
    body: '{"errorType":"RelayError","errorMessage":"not accepted by PagerDuty (/x/pagerduty): HTTP 400 Bad Request"}',
  };
  const pagerduty = 'pagerduty /x/pagerduty';

  test.each([pagerduty, 'pagerduty', '/x/pagerduty'])(
    'invokes the function of %s alone, with a test alert',
    async (name) => {
      const given: GivenDeployment[] = [];
      const { code, stdout, stderr } = await sending(
        (deployment) => {
          given.push(deployment);
          Object.assign(deployment.relays, { '/x/slack': refused, [pagerduty]: accepted });
          deployment.denied.add('Publish');
        },
        '--only',
        name,
      );
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^accepted: test alert test\/\S+ by pagerduty \/x\/pagerduty\n$/);
      const messages = given.flatMap(({ invoked }) => invoked).map((event) => readSnsEvent(event)[0]?.text ?? '');
      expect(messages.map((text) => readAlertObject(text).test)).toEqual([true]);
    },
  );

  test('reaches each service by its name', async () => {
    for (const name of serviceNames) {
      const relays = Object.fromEntries(
        serviceNames.map((one) => [`${one} /x/secret-of-${one}`, one === name ? accepted : refused]),
      );
      const { code, stdout } = await sending((deployment) => Object.assign(deployment.relays, relays), '--only', name);
      expect([name, code]).toEqual([name, 0]);
      expect(stdout).toContain(` by ${name} /x/secret-of-${name}\n`);
    }
  });

  test.each<[string, (deployment: GivenDeployment) => unknown, string]>([
    ['says why it was not accepted', ({ relays }) => (relays[pagerduty] = refused), 'HTTP 400 Bad Request'],
    [
      'says what it may not do',
      ({ relays }) => (relays[pagerduty] = { status: 403, type: 'application/json', body: '{"Message":"no"}' }),
      'Allow them lambda:InvokeFunction',
    ],
    [
      'says which there are',
      ({ relays }) => Object.assign(relays, { '/x/slack': accepted, 'discord /x/discord': accepted }),
      'Pass --only and one of /x/slack, discord /x/discord',
    ],
    ['says that there are none', () => undefined, 'no webhook, service or channel of this stack is known'],
  ])('%s', async (_, change, says) => {
    const { code, stdout, stderr } = await sending(change, '--only', 'pagerduty');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
  });

  test('says that an address cannot be sent to alone', async () => {
    const { code, stderr } = await sending(() => undefined, '--only', 'ops@example.com');
    expect(code).toBe(2);
    expect(stderr).toContain('ops@example.com cannot be sent to alone');
  });
});
