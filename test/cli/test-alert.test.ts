import { describe, expect, test } from '@jest/globals';
import { sendTestAlert, testAlert } from '../../cli/alerts/test-alert.ts';
import { Problem } from '../../cli/base/problem.ts';
import { readAlertObject } from '../../core/alerts/alert-object.ts';
import { subjectOf } from '../../core/alerts/subject.ts';
import { at } from '../core/alerts/given.ts';
import { givenFailingSns, givenTopic } from '../adapters/sns/given-sns.ts';

const alert = testAlert('production', 'critical', at);

describe('a test alert', () => {
  test('reaches those who subscribe, and says to each that it is a test', async () => {
    const topic = await givenTopic();
    try {
      const received = topic.subscribe({ workspace: ['production'], severity: ['critical'] });
      await sendTestAlert(alert, topic.topicArn, topic.sns);
      const [message] = received();
      const { email = '', sms, sqs = '' } = message?.texts ?? {};
      expect(message?.subject).toBe('[production] TEST, nothing is wrong: CRITICAL disappeared: example:3000');
      expect(email).toMatch(/^This is a test of the delivery of alerts\. Nothing is wrong\.\n/);
      expect(sms).toContain('TEST, nothing is wrong');
      expect(readAlertObject(sqs)).toMatchObject({
        test: true,
        title: expect.stringContaining('TEST, nothing is wrong'),
      });
    } finally {
      await topic.close();
    }
  });

  test('is marked in a subject of any length', () => {
    expect(subjectOf({ ...alert, workspace: 'w'.repeat(200) })).toContain('TEST, nothing is wrong');
  });

  test.each([
    { code: 'NotFound', status: 404, says: 'no such topic' },
    { code: 'AuthorizationError', status: 403, says: 'Allow them sns:Publish' },
    { code: 'ExpiredToken', status: 403, says: 'Sign in' },
    { code: 'InvalidClientTokenId', status: 403, says: 'no valid AWS credentials' },
    { code: 'InternalError', status: 500, says: 'Try again|try again' },
  ])('that $code keeps from its topic says so in one line, and what to do', async ({ code, status, says }) => {
    const { sns, close } = await givenFailingSns({ code, status });
    try {
      const error: unknown = await sendTestAlert(alert, 'arn:aws:sns:us-east-1:123456789012:alerts', sns).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(Problem);
      expect(String(error)).toMatch(new RegExp(says));
      expect(String(error)).not.toContain('\n');
    } finally {
      await close();
    }
  });
});
