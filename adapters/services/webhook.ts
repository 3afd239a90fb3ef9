import { createHash, createHmac } from 'node:crypto';
import * as v from 'valibot';
import { readJson } from '../http/answer.ts';
import { readSecretUrl, secretPartsOf } from '../http/secret-url.ts';
import { defineService, jsonHeaders } from './service.ts';

const keyPrefix = 'whsec_';

/** Those that are ours, or that the connection has. */
const reserved = /^(?:content-.*|host|connection|transfer-encoding|webhook-.*)$/i;
const headerName = v.pipe(
  v.string(),
  v.regex(/^[\w-]{1,100}$/),
  v.check((name) => !reserved.test(name)),
);
const headerValue = v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,2000}$/));

const storedSchema = v.strictObject({
  url: v.string(),
  signingKey: v.pipe(v.string(), v.regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/)),
  headers: v.exactOptional(v.record(headerName, headerValue), {}),
});

interface WebhookSecret {
  readonly url: URL;
  readonly signingKey: string;
  readonly headers: Readonly<Record<string, string>>;
}

const readStored = (text: string): WebhookSecret | null => {
  const parsed = v.safeParse(storedSchema, readJson(text));
  const url = parsed.success ? readSecretUrl(parsed.output.url) : null;
  return parsed.success && url !== null ? { ...parsed.output, url } : null;
};

/** The alert object, signed as https://www.standardwebhooks.com/ has it: receivers find a library for their language. */
export const webhook = defineService({
  name: 'webhook',
  title: 'a webhook',
  isLifecycle: false,
  secret: {
    holds: 'the URL, the signing key and the headers of a webhook',
    form: '{"url":"https://…","signingKey":"whsec_…","headers":{}}, with whsec_ before 24 to 64 random bytes in Base64; headers may be left out',
    sample:
      '{"url":"https://hooks.example.com/SAMPLE","signingKey":"whsec_U0FNUExFU0FNUExFU0FNUExFU0FNUExF","headers":{"Authorization":"Bearer SAMPLE_TOKEN"}}',
    read: readStored,
    hidden: ({ url, signingKey, headers }) => [
      ...secretPartsOf(url),
      signingKey,
      signingKey.slice(keyPrefix.length),
      // A scheme such as Bearer may stand before it.
      ...Object.values(headers).flatMap((value) => [value, ...value.split(' ')]),
    ],
  },
  options: {},
  optionTexts: {},
  requestsOf: (alert, { secret: { url, signingKey, headers }, now }) => {
    const body = JSON.stringify(alert);
    const id = `msg_${createHash('sha256').update(alert.id).digest('hex').slice(0, 32)}`;
    const timestamp = String(Math.floor(Date.parse(now) / 1000));
    const key = Buffer.from(signingKey.slice(keyPrefix.length), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    const own = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
    return [{ method: 'POST', url, headers: { ...headers, ...jsonHeaders, ...own }, body }];
  },
  answers: { accepted: 'any 2xx' },
});
