import { describe, expect, test } from '@jest/globals';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import { timestampSchema } from '../../../core/base/time.ts';
import { authorization, signedHeaders } from '../../../adapters/aws/signed-request.ts';
import { serveService } from '../services/service-server.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

describe('a signed request', () => {
  test('has the signature that AWS publishes for its example', () => {
    const at = '2015-08-30T12:36:00.000Z';
    const request = { url: new URL('https://example.amazonaws.com/'), headers: {}, body: '' };
    const { authorization: signed } = signedHeaders(request, {
      service: 'service',
      region: 'us-east-1',
      credentials,
      at,
    });
    expect(signed).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ' +
        'SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
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
