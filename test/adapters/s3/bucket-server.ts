import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { serveHttp } from '../../servers.ts';

/** A file that the bucket holds. */
export interface HeldFile {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
}

/** A bucket on this machine that answers as S3 documents it, and takes nothing that S3 would refuse. */
export interface BucketServer {
  readonly url: string;
  readonly name: string;
  readonly files: ReadonlyMap<string, HeldFile>;
  /** `PUT index.html`, in the order in which they came. */
  readonly calls: string[];
  /** What it answers to the next requests in place of what it would. */
  readonly failures: Array<{ readonly status: number; readonly code: string }>;
  /** Runs before a file is taken, as another writer might. */
  beforePut: ((key: string) => void) | null;
  /** Writes past all conditions. */
  hold(key: string, body: string, headers: Readonly<Record<string, string>>): void;
  close(): Promise<void>;
}

type HeldBucket = Omit<BucketServer, 'url' | 'close'>;

/** A bucket without a port of its own, and what answers for it. */
export function makeBucket(name = 'pages'): {
  readonly bucket: HeldBucket;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
} {
  const files = new Map<string, HeldFile>();
  const bucket: HeldBucket = {
    name,
    files,
    calls: [],
    failures: [],
    beforePut: null,
    hold: (key, body, headers) => {
      files.set(key, { body, headers, etag: `"${createHash('md5').update(body).digest('hex')}"` });
    },
  };
  return { bucket, answer: (request, response) => answer(bucket, request, response) };
}

export async function serveBucket(name?: string): Promise<BucketServer> {
  const { bucket, answer: answering } = makeBucket(name);
  const server = await serveHttp((request, response) => {
    void answering(request, response).catch(() => response.destroy());
  });
  return Object.assign(bucket, { url: server.url, close: server.close });
}

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const refusal = (status: number, code: string): Reply => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>no</Message></Error>`,
});

const sha256 = (body: string): string => createHash('sha256').update(body).digest('hex');

async function answer(bucket: HeldBucket, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, headers, body } = replyTo(bucket, request, await text(request));
  response.writeHead(status, headers).end(body);
}

function replyTo(bucket: HeldBucket, { method = '', url = '', headers }: IncomingMessage, body: string): Reply {
  const key = url.replace(`/${bucket.name}/`, '');
  bucket.calls.push(`${method} ${key}`);
  const failure = bucket.failures.shift();
  if (failure !== undefined) return refusal(failure.status, failure.code);
  const signed = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
  const mustBeSigned = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (mustBeSigned.some((name) => !signed.includes(name))) return refusal(403, 'AccessDenied');
  if (headers['x-amz-content-sha256'] !== sha256(body)) return refusal(400, 'XAmzContentSHA256Mismatch');
  if (method === 'PUT') return put(bucket, key, headers, body);
  if (method !== 'HEAD') return refusal(405, 'MethodNotAllowed');
  const found = bucket.files.get(key);
  if (found === undefined) return { status: 404 };
  return { status: 200, headers: { ...metadataOf(found.headers), etag: found.etag } };
}

function put(bucket: HeldBucket, key: string, headers: IncomingMessage['headers'], body: string): Reply {
  bucket.beforePut?.(key);
  const found = bucket.files.get(key);
  const { 'if-none-match': none, 'if-match': version } = headers;
  if (none === '*' && found !== undefined) return refusal(412, 'PreconditionFailed');
  if (version !== undefined && found === undefined) return refusal(404, 'NoSuchKey');
  if (version !== undefined && found?.etag !== version) return refusal(412, 'PreconditionFailed');
  bucket.hold(key, body, Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])));
  return { status: 200, headers: { etag: bucket.files.get(key)?.etag ?? '' } };
}

const metadataOf = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-')));
