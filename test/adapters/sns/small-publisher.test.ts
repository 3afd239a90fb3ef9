import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { awsErrorKindOf } from '../../../adapters/aws/error-kind.ts';
import { publishText } from '../../../adapters/sns/small-publisher.ts';
import { smallCallEnvironment } from '../aws/small-call-environment.ts';
import { givenClock } from '../rocketchat/observing.ts';
import type { FakeAnswer } from '../services/fakes/fake.ts';
import { serveService, type ServiceServer } from '../services/service-server.ts';

const topicArn = 'arn:aws:sns:us-east-1:123456789012:chat';
const published: FakeAnswer = { status: 200, body: '<PublishResponse><PublishResult/></PublishResponse>' };
/** As SNS documents the errors of its query protocol. */
const refusal = (status: number, code: string, message: string): FakeAnswer => ({
  status,
  body: `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});

let server: ServiceServer;
beforeEach(async () => {
  server = await serveService({ answer: () => published });
});
afterEach(async () => {
  await server.close();
});

const publishing = (text = 'a & b = "ü" 🔴') =>
  publishText(
    { topicArn, text },
    {
      environment: smallCallEnvironment(server.url),
      clock: givenClock(),
    },
  );

const failureOf = async (answer: FakeAnswer | 'hang up') => {
  server.react(answer);
  const error = await publishing().then(
    () => null,
    (caught: unknown) => caught,
  );
  const { name, message } = error instanceof Error ? error : new Error('none');
  return { name, message, kind: awsErrorKindOf(error), calls: server.got.length };
};

describe('a text is published without the SDK', () => {
  test('by one signed call, whatever it holds', async () => {
    await publishing();
    expect(server.got).toMatchObject([
      {
        method: 'POST',
        path: '/',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-amz-security-token': 'session',
          authorization: expect.stringMatching(
            /^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/us-east-1\/sns\/aws4_request,/,
          ),
        },
      },
    ]);
    expect(Object.fromEntries(new URLSearchParams(server.got[0]?.body))).toEqual({
      Action: 'Publish',
      Version: '2010-03-31',
      TopicArn: topicArn,
      Message: 'a & b = "ü" 🔴',
    });
  });

  test('again where that may help', async () => {
    server.react({ status: 500 }, refusal(400, 'Throttled', 'Rate exceeded'), published);
    await publishing();
    expect(server.got).toHaveLength(3);
  });

  test.each<[string, FakeAnswer | 'hang up', string, number]>([
    ['NotFound', refusal(404, 'NotFound', 'Topic does not exist'), 'missing', 1],
    ['AuthorizationError', refusal(403, 'AuthorizationError', 'not authorized'), 'denied', 1],
    ['KMSDisabled', refusal(400, 'KMSDisabled', 'the key is disabled'), 'key', 1],
    ['UnknownError', { status: 503, body: 'busy' }, 'unavailable', 3],
    ['FetchError', 'hang up', 'unavailable', 3],
  ])('or refused as %s', async (name, answer, kind, calls) => {
    expect(await failureOf(answer)).toMatchObject({ name, kind, calls });
  });

  test('with what SNS says of a refusal', async () => {
    const { message } = await failureOf(refusal(404, 'NotFound', 'Topic does not exist'));
    expect(message).toBe('Topic does not exist');
  });
});
