import { millisecondsOf, type Timestamp, timestampSchema } from '../../core/base/time.ts';
import * as v from 'valibot';
import { awsEndpoint } from '../aws/endpoint.ts';
import type { FunctionTools } from '../aws/small-call.ts';
import { credentialsIn, sha256, signedHeaders } from '../aws/signed-request.ts';
import { agentFor } from '../http/agents.ts';
import { type Answer, sendRequest, withinDeadline } from '../http/request.ts';
import { retryRequest } from '../http/retry.ts';
import { BucketError } from './bucket-error.ts';

/** What is known of a file without reading it. */
export interface Stamp {
  /** When it was made. */
  readonly madeAt: Timestamp;
  /** What it shows, as its writer names it. */
  readonly content: string;
}

export interface PublishedFile {
  readonly type: 'text/html; charset=utf-8' | 'image/svg+xml' | 'application/json';
  readonly body: string;
  readonly stamp: Stamp;
}

/** A file as it is in the bucket. */
interface StoredFile {
  /** null: somebody else wrote it. */
  readonly stamp: Stamp | null;
  /** Names this version of it. */
  readonly etag: string;
}

const limits = {
  callMilliseconds: 3_000,
  inAllMilliseconds: 8_000,
  retries: 2,
  backoffMilliseconds: 200,
} as const;
const bodyBytes = 64 * 1024;

/** What browsers and CloudFront keep it for: a reader sees a change a minute later at most. */
const cacheControl = 'public, max-age=60';

/**
 * The files of a bucket, each of which only a newer one replaces. Two calls are all that is asked of S3: its client in
 * the SDK would be more code than the rest of the function.
 */
export class Bucket {
  readonly #name: string;
  readonly #tools: FunctionTools;

  constructor(name: string, tools: FunctionTools) {
    this.#name = name;
    this.#tools = tools;
  }

  /** @returns null where there is no such file. @throws BucketError */
  async find(key: string): Promise<StoredFile | null> {
    const answer = await this.#call('HEAD', key, {}, '');
    if (answer.status === 404) return null;
    if (answer.status !== 200) throw new BucketError(this.#said('HEAD', key), errorIn(answer));
    const stamp = v.safeParse(stampSchema, {
      madeAt: answer.headers.get('x-amz-meta-made-at'),
      content: answer.headers.get('x-amz-meta-content'),
    });
    return { stamp: stamp.success ? stamp.output : null, etag: answer.headers.get('etag') ?? '' };
  }

  /**
   * Writes a file unless there is one that was made later, which another run may have written meanwhile.
   *
   * @returns whether it was written
   * @throws BucketError
   */
  async replace(key: string, { type, body, stamp }: PublishedFile): Promise<boolean> {
    const stored = await this.find(key);
    const isLate =
      stored?.stamp !== null &&
      stored?.stamp !== undefined &&
      millisecondsOf(stored.stamp.madeAt) > millisecondsOf(stamp.madeAt);
    if (isLate) return false;
    const headers = {
      'content-type': type,
      'cache-control': cacheControl,
      'x-amz-meta-made-at': stamp.madeAt,
      'x-amz-meta-content': stamp.content,
      ...(stored === null ? { 'if-none-match': '*' } : { 'if-match': stored.etag }),
    };
    const answer = await this.#call('PUT', key, headers, body);
    // Another run was faster: 412 where it is done, 409 where it is at it.
    if (answer.status === 412 || answer.status === 409) return false;
    if (answer.status !== 200) throw new BucketError(this.#said('PUT', key), errorIn(answer));
    return true;
  }

  #said(method: string, key: string): string {
    return `${method} of ${key} in the bucket ${this.#name}`;
  }

  async #call(
    method: 'HEAD' | 'PUT',
    key: string,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<Answer> {
    const attempt = async () => {
      try {
        const answer = await this.#send(method, key, headers, body);
        return { answer, error: null, retryAfterMilliseconds: answer.status >= 500 ? 0 : null };
      } catch (error) {
        return { answer: null, error, retryAfterMilliseconds: 0 };
      }
    };
    const { answer, error } = await retryRequest(attempt, limits, { clock: this.#tools.clock });
    if (answer !== null) return answer;
    const reason = error instanceof Error ? error.message : String(error);
    throw new BucketError(this.#said(method, key), reason, { cause: error });
  }

  #send(method: 'HEAD' | 'PUT', key: string, headers: Readonly<Record<string, string>>, body: string): Promise<Answer> {
    const { environment, clock } = this.#tools;
    const region = environment['AWS_REGION'] ?? '';
    const url = addressOf(this.#name, key, awsEndpoint('s3', region, environment));
    const all = { ...headers, 'x-amz-content-sha256': sha256(body) };
    const signing = { service: 's3', region, credentials: credentialsIn(environment), at: clock.now() };
    const signed = signedHeaders({ method, url, headers: all, body }, signing);
    return withinDeadline(limits.callMilliseconds, (signal) =>
      sendRequest(url, {
        headers: signed,
        signal,
        bodyBytes,
        send: method === 'PUT' ? { method, body } : { method },
        agent: agentFor(url, null),
      }),
    );
  }
}

const stampSchema = v.object({ madeAt: timestampSchema, content: v.string() });

/** S3 wants the bucket in the name of the host; what stands in for it has one host. */
export const addressOf = (bucket: string, key: string, endpoint: string): URL => {
  const url = new URL(`${endpoint}/`);
  const isS3 = url.hostname.startsWith('s3.');
  return isS3 ? new URL(`${url.protocol}//${bucket}.${url.host}/${key}`) : new URL(`${endpoint}/${bucket}/${key}`);
};

/** `HTTP 403 AccessDenied` */
const errorIn = ({ status, body }: Answer): string =>
  `HTTP ${status} ${/<Code>(\w{1,60})<\/Code>/.exec(body)?.[1] ?? ''}`.trim();
