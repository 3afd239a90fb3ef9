import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Change } from '../../../core/incidents/incident.ts';
import type { Alert } from '../../../core/alerts/alert.ts';
import { emailOf } from '../../../core/alerts/renderings/email.ts';
import { type AlertObject, readAlertObject } from '../../../core/alerts/alert-object.ts';
import { alertObject } from '../../../core/alerts/to-alert-object.ts';
import { PublishError } from '../../../adapters/sns/publisher.ts';
import { SnsPublisher } from '../../../adapters/sns/sns-publisher.ts';
import { headingOf } from '../../../core/alerts/sections.ts';
import { smsFrom } from '../../../core/alerts/renderings/sms.ts';
import { subjectOf } from '../../../core/alerts/subject.ts';
import { exampleAlerts } from '../../../cli/examples/alerts.ts';
import { hugeAlerts } from '../../core/alerts/huge.ts';
import { givenFailingSns, givenTopic, type LocalTopic, type Received } from './given-sns.ts';
import { oneIn } from '../../length.ts';

const caseOf = (name: string): Alert => {
  const alert = exampleAlerts[name];
  if (alert === undefined) throw new Error(`there is no case ${name}`);
  return alert;
};
const alert = caseOf('many.a-bad-morning');

describe('a publisher to SNS', () => {
  let topic: LocalTopic;
  beforeAll(async () => {
    topic = await givenTopic();
  });
  afterAll(() => topic.close());

  const published = async (one: Alert): Promise<Received> => {
    const received = topic.subscribe();
    await new SnsPublisher(topic.sns, topic.topicArn).publish(one);
    const [message] = received();
    if (message === undefined) throw new Error('nothing was received');
    return message;
  };

  test('sends a text to each kind of reader, and the alert object to machines', async () => {
    const { texts, subject } = await published(alert);
    const json = JSON.stringify(alertObject(alert));
    expect(subject).toBe(subjectOf(alert));
    expect(texts).toEqual({
      default: json,
      sqs: json,
      lambda: json,
      https: json,
      email: emailOf(alert),
      sms: smsFrom(headingOf(alertObject(alert))),
    });
  });

  test('publishes what is for those who wait as a message of its own, which others do not get', async () => {
    const [first, second] = alert.changes;
    if (first === undefined || second === undefined) throw new Error('two changes are needed');
    const escalated: Change = { ...first, change: 'escalated', after: [900, 3600], isOnlyAfter: true };
    const both: Change = { ...second, after: [900] };
    const [atOnce, waiting, longer] = [
      topic.subscribe({ after: [{ exists: false }] }),
      topic.subscribe({ after: ['900'] }),
      topic.subscribe({ after: ['3600'], severity: ['critical'] }),
    ];
    await new SnsPublisher(topic.sns, topic.topicArn).publish({ ...alert, changes: [escalated, both] });
    const readBy = (received: () => readonly Received[]) =>
      received().map(({ texts }) => {
        const { id, after, changes } = readAlertObject(texts['sqs'] ?? '');
        return [id, after, changes.map((change) => change.change)];
      });
    expect(readBy(atOnce)).toEqual([[alert.id, undefined, [second.change]]]);
    expect(readBy(waiting)).toEqual([[`${alert.id}/after-900`, 900, ['escalated', second.change]]]);
    expect(readBy(longer)).toEqual([[`${alert.id}/after-3600`, 3600, ['escalated']]]);
  });

  test('attaches what filter policies ask for', async () => {
    const { attributes } = await published(alert);
    expect(attributes).toEqual({
      workspace: { Type: 'String', Value: 'production' },
      severity: { Type: 'String', Value: 'critical' },
      kinds: {
        Type: 'String.Array',
        Value: '["disappeared","unresponsive","too-few-instances","low-memory"]',
      },
      change: { Type: 'String.Array', Value: '["opened","reminder","resolved"]' },
    });
  });

  test.each([
    { policy: { severity: ['critical'] }, count: 1 },
    { policy: { severity: ['warning'] }, count: 0 },
    { policy: { severity: ['critical', 'warning'], workspace: ['production'] }, count: 1 },
    { policy: { workspace: ['staging'] }, count: 0 },
  ])('reaches a subscriber with the filter policy $policy $count times', async ({ policy, count }) => {
    const received = topic.subscribe(policy);
    await new SnsPublisher(topic.sns, topic.topicArn).publish(alert);
    expect(received()).toHaveLength(count);
  });

  test.each(oneIn(4, Object.entries(hugeAlerts)))(
    'shortens what does not fit, and says by how much: %s',
    async (_, huge) => {
      const { texts, subject } = await published(huge());
      const object = JSON.parse(texts['sqs'] ?? '') as AlertObject;
      const reported = object.changes.length + (object.omittedChanges ?? 0);
      const [first] = object.changes;
      expect(reported).toBe(huge().changes.length);
      expect((first?.subjects.length ?? 0) + (first?.omittedSubjects ?? 0)).toBe(
        huge().changes[0]?.incident.subjects.length,
      );
      expect(object.changes.length).toBeGreaterThan(0);
      expect(subject.length).toBeLessThan(100);
    },
  );
});

describe('a publisher that cannot publish', () => {
  test.each([
    { failure: { status: 404, code: 'NotFound' }, kind: 'missing', retryable: false, says: 'no such topic' },
    { failure: { status: 403, code: 'AuthorizationError' }, kind: 'denied', retryable: false, says: 'sns:Publish' },
    { failure: { status: 403, code: 'ExpiredToken' }, kind: 'credentials', retryable: false, says: 'Renew' },
    { failure: { status: 400, code: 'KMSDisabled' }, kind: 'key', retryable: false, says: 'Enable the key' },
    { failure: { status: 400, code: 'KMSInvalidState' }, kind: 'key', retryable: false, says: 'Enable the key' },
    { failure: { status: 400, code: 'Throttling' }, kind: 'throttled', retryable: true, says: 'slow down' },
    { failure: { status: 500, code: 'InternalError' }, kind: 'unavailable', retryable: true, says: 'next check' },
    { failure: { status: 400, code: 'InvalidParameter' }, kind: 'refused', retryable: false, says: 'report it' },
    { failure: null, kind: 'unavailable', retryable: true, says: 'did not answer' },
  ])('reports $kind ($failure.code) and what to do', async ({ failure, kind, retryable, says }) => {
    const { sns, close } = await givenFailingSns(failure);
    try {
      const error: unknown = await new SnsPublisher(sns, 'arn:aws:sns:us-east-1:1:alerts')
        .publish(alert)
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(PublishError);
      expect(error).toMatchObject({
        alertId: alert.id,
        destination: 'arn:aws:sns:us-east-1:1:alerts',
        kind,
        retryable,
      });
      expect(String(error)).toContain(says);
    } finally {
      await close();
    }
  });
});
