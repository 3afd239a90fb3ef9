import { createHash, createHmac } from 'node:crypto';
import type { Timestamp } from '../../core/base/time.ts';

/*
 * Signature Version 4, for the few calls that functions make for which the SDK would be most of their bundle:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * The library of the SDK (@smithy/signature-v4) does the same and more: it makes the relay for Amazon Q 90 KB instead of
 * 59 KB, that for services 118 KB instead of 88 KB, and takes 3 ms of processor time more to load, of 47 ms. The package
 * aws4 is no ES module, and does not load in a bundle. What is here signs a POST and nothing else; the tests compare it
 * with the signatures that AWS publishes, and with those of the SDK.
 */

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface AwsRequest {
  /** @default POST */
  readonly method?: 'POST' | 'PUT' | 'HEAD';
  readonly url: URL;
  /** Those that are signed, beside `host` and the date. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Signing {
  readonly service: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
  readonly at: Timestamp;
}

/** The headers of a signed request. Its path must need no encoding, and it has no query. */
export const signedHeaders = (
  { method = 'POST', url, headers, body }: AwsRequest,
  signing: Signing,
): Readonly<Record<string, string>> => {
  const { credentials, at } = signing;
  const { sessionToken } = credentials;
  const own = {
    ...headers,
    'x-amz-date': at.replace(/[-:]|\.\d+/g, ''),
    ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
  };
  return { ...own, authorization: authorization({ method, url, headers: { ...own, host: url.host }, body }, signing) };
};

/** @param request with every header that is signed */
export const authorization = (
  { method = 'POST', url, headers, body }: AwsRequest,
  { service, region, credentials, at }: Signing,
): string => {
  const date = at.replace(/[-:]|\.\d+/g, '');
  const signed = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const names = signed.map(([name]) => name).join(';');
  const lines = signed.map(([name, value]) => `${name}:${value}\n`).join('');
  const canonical = [method, url.pathname, '', lines, names, sha256(body)].join('\n');
  const scope = [date.slice(0, 8), region, service, 'aws4_request'];
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${credentials.secretAccessKey}`);
  const text = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(canonical)].join('\n');
  const signature = createHmac('sha256', key).update(text).digest('hex');
  const credential = `${credentials.accessKeyId}/${scope.join('/')}`;
  return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`;
};

/** Those that Lambda gives to a function. */
export const credentialsIn = (environment: NodeJS.ProcessEnv): AwsCredentials => ({
  accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
  secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
  sessionToken: environment['AWS_SESSION_TOKEN'],
});

/** As S3 wants it of a body, too. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
