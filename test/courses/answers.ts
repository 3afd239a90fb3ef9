import {
  type RecordedCall,
  type RecordedLine,
  recordedCallOf,
} from '../../adapters/rocketchat/recording/recorded-call.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';

/** Courses count in seconds from here, a Saturday. */
const begin: Timestamp = '2026-11-21T00:00:00.000Z';

export const timeAt = (seconds: number): Timestamp => plusSeconds(begin, seconds);
export const secondsAt = (time: string): number => (Date.parse(time) - Date.parse(begin)) / 1000;

/** An instance as an answer lists it. Times are seconds of the course. */
export interface Listed {
  readonly id: string;
  readonly heartbeat: number;
  /** @default a day before the course */
  readonly started?: number | undefined;
  /** @default none */
  readonly host?: string | undefined;
  /** Where the process that answered reaches it. @default none */
  readonly address?: string | undefined;
  readonly local?: boolean | undefined;
  /** @default true */
  readonly connected?: boolean | undefined;
  readonly totalmem?: number | undefined;
  readonly freemem?: number | undefined;
  /** @default v22.16.0 */
  readonly nodeVersion?: string | undefined;
  /** @default rocket.chat */
  readonly name?: string | undefined;
}

const entryOf = (one: Listed) => ({
  ...(one.address !== undefined && { address: one.address }),
  currentStatus: { connected: one.connected ?? true, ...(one.local !== undefined && { local: one.local }) },
  instanceRecord: {
    _id: one.id,
    _createdAt: timeAt(one.started ?? -86_400),
    _updatedAt: timeAt(one.heartbeat),
    name: one.name ?? 'rocket.chat',
    pid: 1,
    extraInformation:
      one.name === 'ddp-streamer'
        ? { conns: 12 }
        : {
            ...(one.host !== undefined && { host: one.host, port: '3000' }),
            os: { totalmem: one.totalmem ?? 8_000_000_000, freemem: one.freemem ?? 4_000_000_000 },
            nodeVersion: one.nodeVersion ?? 'v22.16.0',
          },
  },
});

const nodeListGone = "Service '$node.list' is not available.";

/** What a call gets that shows no instances. */
const failures = {
  unauthorized: { status: 401, body: { status: 'error', message: 'You must be logged in to do this.' } },
  forbidden: {
    status: 403,
    body: { success: false, error: 'User does not have the permissions [error-unauthorized]' },
  },
  degraded: { status: 400, body: { success: false, error: nodeListGone } },
  'server-error': { status: 500, body: { success: false, error: 'Internal server error' } },
  'rate-limited': { status: 429, body: { success: false, error: 'Error, too many requests.' } },
  'bad-response': { status: 200, body: '<!DOCTYPE html><title>Welcome</title>' },
  timeout: { error: 'timeout', milliseconds: 10_000 },
  network: { error: 'ECONNREFUSED' },
  'basic auth': {
    status: 401,
    headers: { 'www-authenticate': 'Basic realm="ops"', 'content-type': 'text/html' },
    body: '<html><head><title>401 Authorization Required</title></head></html>',
  },
  challenge: {
    status: 403,
    headers: { server: 'cloudflare', 'cf-mitigated': 'challenge', 'content-type': 'text/html' },
    body: '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export type FailureName = keyof typeof failures;
export const failureNames = Object.keys(failures) as readonly FailureName[];

const callOf = (line: unknown): RecordedCall => {
  const call = recordedCallOf(line);
  if ('problem' in call) throw new Error(call.problem);
  return call;
};

/** An answer that came then. @param headers such as a `date` */
export const listing = (at: number, instances: readonly Listed[], headers: RecordedHeaders = {}): RecordedCall =>
  callOf({
    at: timeAt(at),
    milliseconds: 5,
    status: 200,
    headers,
    body: { success: true, instances: instances.map(entryOf) },
  });

type RecordedHeaders = Exclude<RecordedLine, { error: string }>['headers'];

export const failing = (at: number, failure: FailureName): RecordedCall =>
  callOf({ at: timeAt(at), ...failures[failure] });
