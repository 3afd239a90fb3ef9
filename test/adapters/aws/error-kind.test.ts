import { describe, expect, test } from '@jest/globals';
import { SSMClient } from '@aws-sdk/client-ssm';
import { type AwsErrorKind, awsErrorKindOf, isRetryable } from '../../../adapters/aws/error-kind.ts';
import { credentialsSource } from '../../../adapters/ssm/credentials.ts';
import { withServer } from '../../servers.ts';

const named = (name: string, message = ''): Error => Object.assign(new Error(message), { name });
const keyArn = 'arn:aws:kms:us-east-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef';

describe('what a call failed of', () => {
  test.each<[string, AwsErrorKind]>([
    ['KMSDisabled', 'key'],
    ['KMSDisabledException', 'key'],
    ['KMSInvalidState', 'key'],
    ['KMSInvalidStateException', 'key'],
    ['KMSNotFound', 'key'],
    ['KMSNotFoundException', 'key'],
    ['KmsDisabled', 'key'],
    ['KmsInvalidState', 'key'],
    ['InvalidKeyId', 'key'],
    ['KMSAccessDeniedException', 'denied'],
    ['KMSThrottlingException', 'throttled'],
    ['InvalidParameter', 'refused'],
  ])('is, by the name %s: %s', (name, kind) => {
    expect(awsErrorKindOf(named(name))).toBe(kind);
  });

  test.each(['is disabled.', 'is pending deletion.'])('is the key where KMS says that it %s', (what) => {
    expect(awsErrorKindOf(named('ValidationException', `${keyArn} ${what}`))).toBe('key');
    expect(awsErrorKindOf(named('AccessDeniedException', 'User is not authorized'))).toBe('denied');
  });

  test('does not pass by itself where it is the key', () => {
    expect(isRetryable('key')).toBe(false);
  });
});

test('credentials whose key is disabled: the error says to enable it', async () => {
  const said = await withServer(
    (request, response) => {
      request.resume();
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify({ __type: 'InvalidKeyId', message: `${keyArn} is disabled.` }));
    },
    async (endpoint) => {
      const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
      const client = new SSMClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
      return credentialsSource(client, '/chat/production').current().catch(String);
    },
  );
  expect(said).toMatch(/\/chat\/production, .* KMS key .* cannot be used\. Enable the key, .*\(InvalidKeyId\)/);
});
