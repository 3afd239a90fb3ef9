import { describe, expect, test } from '@jest/globals';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import { timestampSchema } from '../../../core/base/time.ts';
import { authorization, signedHeaders } from '../../../adapters/aws/signed-request.ts';
import { serveService } from '../services/service-server.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

interface Published {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly sessionToken?: string;
}

/** The signature of a request to where the published examples go. */
const published = ({ headers = {}, body = '', sessionToken }: Published): string | undefined =>
  signedHeaders(
    { url: new URL('https://example.amazonaws.com/'), headers, body },
    {
      service: 'service',
      region: 'us-east-1',
      credentials: { ...credentials, sessionToken },
      at: '2015-08-30T12:36:00.000Z',
    },
  )['authorization'];

describe('a signed request', () => {
  const form = 'application/x-www-form-urlencoded';
  /** The token of the published test suite. */
  const sessionToken =
    'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==';

  /** Each POST of the test suite of AWS for Signature Version 4 that has no query and a path that needs no encoding. */
  test.each<[string, Parameters<typeof published>[0], string, string]>([
    ['post-vanilla', {}, 'host;x-amz-date', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
    [
      'post-header-key-sort',
      { headers: { 'My-Header1': 'value1' } },
      'host;my-header1;x-amz-date',
      'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
    ],
    [
      'post-header-value-case',
      { headers: { 'My-Header1': 'VALUE1' } },
      'host;my-header1;x-amz-date',
      'cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d',
    ],
    [
      'post-sts-header-before',
      { sessionToken },
      'host;x-amz-date;x-amz-security-token',
      '85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead',
    ],
    [
      'post-x-www-form-urlencoded',
      { headers: { 'Content-Type': form }, body: 'Param1=value1' },
      'content-type;host;x-amz-date',
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
    [
      'post-x-www-form-urlencoded-parameters',
      { headers: { 'Content-Type': `${form}; charset=utf8` }, body: 'Param1=value1' },
      'content-type;host;x-amz-date',
      '1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe',
    ],
  ])('has the signature that AWS publishes for %s', (_, given, names, signature) => {
    expect(published(given)).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ' +
        `SignedHeaders=${names}, Signature=${signature}`,
    );
  });

  test('has the signature that AWS publishes for its example of a file for S3', () => {
    const request = {
      method: 'PUT',
      url: new URL('https://examplebucket.s3.amazonaws.com/test%24file.text'),
      headers: {
        date: 'Fri, 24 May 2013 00:00:00 GMT',
        'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      },
      body: 'Welcome to Amazon S3.',
    } as const;
    const { authorization: signed } = signedHeaders(request, {
      service: 's3',
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
      at: '2013-05-24T00:00:00.000Z',
    });
    expect(signed).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, ' +
        'SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class, ' +
        'Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    );
  });

  test('has the signature that the SDK makes of the same request', async () => {
    const server = await serveService({ answer: () => ({ status: 200, body: '{"Parameter":{}}' }) });
    const client = new SSMClient({
      endpoint: server.url,
      region: 'eu-central-1',
      credentials: { ...credentials, sessionToken: 'a/session+token=' },
    });
    try {
      await client.send(new GetParameterCommand({ Name: '/rocketchat-alerter/a', WithDecryption: true }));
    } finally {
      client.destroy();
      await server.close();
    }
    const [{ headers, body } = { headers: {}, body: '' }] = server.got;
    const { authorization: bySdk = '', 'x-amz-date': date = '' } = headers as Readonly<Record<string, string>>;
    const names = (/SignedHeaders=([^,]+)/.exec(bySdk)?.[1] ?? '').split(';');
    expect(names).toContain('x-amz-security-token');
    const at = v.parse(timestampSchema, date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6.000Z'));
    const own = authorization(
      {
        url: new URL('/', server.url),
        headers: Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name))),
        body,
      },
      { service: 'ssm', region: 'eu-central-1', credentials, at },
    );
    expect(own).toBe(bySdk);
  });
});
