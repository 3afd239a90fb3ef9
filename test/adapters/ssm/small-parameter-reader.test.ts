import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { awsErrorKindOf } from '../../../adapters/aws/error-kind.ts';
import { smallParameterReader } from '../../../adapters/ssm/small-parameter-reader.ts';
import { smallCallEnvironment } from '../aws/small-call-environment.ts';
import { givenClock } from '../rocketchat/observing.ts';
import type { FakeAnswer } from '../services/fakes/fake.ts';
import { serveService, type ServiceServer } from '../services/service-server.ts';

const found: FakeAnswer = { status: 200, body: '{"Parameter":{"Name":"/a","Value":"s3cr3t"}}' };

let server: ServiceServer;
beforeEach(async () => {
  server = await serveService({ answer: () => found });
});
afterEach(async () => {
  await server.close();
});

const reading = (name = '/a') =>
  smallParameterReader({
    environment: smallCallEnvironment(server.url),
    clock: givenClock(),
  })(name);

const failureOf = async (answer: FakeAnswer | 'hang up') => {
  server.react(answer);
  const error = await reading().then(
    () => null,
    (caught: unknown) => caught,
  );
  return { name: error instanceof Error ? error.name : '', kind: awsErrorKindOf(error), calls: server.got.length };
};

describe('a parameter is read without the SDK', () => {
  test('decrypted, by one signed call', async () => {
    expect(await reading()).toBe('s3cr3t');
    const [call] = server.got;
    expect(call).toMatchObject({
      method: 'POST',
      path: '/',
      body: '{"Name":"/a","WithDecryption":true}',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AmazonSSM.GetParameter',
        'x-amz-security-token': 'session',
        authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/us-east-1\/ssm\/aws4_request,/),
      },
    });
  });

  test('again where that may help', async () => {
    server.react({ status: 500 }, { status: 400, body: '{"__type":"ThrottlingException"}' }, found);
    expect(await reading()).toBe('s3cr3t');
    expect(server.got).toHaveLength(3);
  });

  test.each<[string, FakeAnswer | 'hang up', string, number]>([
    ['ParameterNotFound', { status: 400, body: '{"__type":"ParameterNotFound"}' }, 'missing', 1],
    [
      'AccessDeniedException',
      { status: 400, body: '{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"no"}' },
      'denied',
      1,
    ],
    [
      'InvalidKeyId',
      { status: 400, headers: { 'x-amzn-errortype': 'InvalidKeyId:http://amazon/' }, body: '{}' },
      'key',
      1,
    ],
    ['UnknownError', { status: 503, body: 'busy' }, 'unavailable', 3],
    ['FetchError', 'hang up', 'unavailable', 3],
  ])('or refused as %s', async (name, answer, kind, calls) => {
    expect(await failureOf(answer)).toEqual({ name, kind, calls });
  });
});
