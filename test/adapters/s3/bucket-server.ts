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

const refuse = (response: ServerResponse, status: number, code: string): void => {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>no</Message></Error>`);
};

const sha256 = (body: string): string => createHash('sha256').update(body).digest('hex');

async function answer(bucket: HeldBucket, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url = '', headers } = request;
  const body = await text(request);
  const key = url.replace(`/${bucket.name}/`, '');
  bucket.calls.push(`${method} ${key}`);
  const failure = bucket.failures.shift();
  if (failure !== undefined) return void refuse(response, failure.status, failure.code);
  const signed = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
  if (!signed.includes('host') || !signed.includes('x-amz-date')) return void refuse(response, 403, 'AccessDenied');
  const unsigned = Object.keys(headers).filter((one) => one.startsWith('x-amz-') && !signed.includes(one));
  if (unsigned.length > 0) return void refuse(response, 403, 'AccessDenied');
  if (headers['x-amz-content-sha256'] !== sha256(body)) return void refuse(response, 400, 'XAmzContentSHA256Mismatch');
  if (method === 'HEAD') {
    const found = bucket.files.get(key);
    response.writeHead(found === undefined ? 404 : 200, found && { ...metadataOf(found.headers), etag: found.etag });
    return void response.end();
  }
  if (method !== 'PUT') return void refuse(response, 405, 'MethodNotAllowed');
  bucket.beforePut?.(key);
  const found = bucket.files.get(key);
  const [isNew, version] = [headers['if-none-match'] === '*', headers['if-match']];
  if (isNew && found !== undefined) return void refuse(response, 412, 'PreconditionFailed');
  if (version !== undefined && found === undefined) return void refuse(response, 404, 'NoSuchKey');
  if (version !== undefined && found?.etag !== version) return void refuse(response, 412, 'PreconditionFailed');
  bucket.hold(key, body, Object.fromEntries(Object.entries(headers).map(([one, value]) => [one, String(value)])));
  response.writeHead(200, { etag: bucket.files.get(key)?.etag }).end();
}

const metadataOf = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-')));
