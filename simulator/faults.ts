import { plusSeconds, type Timestamp } from '../core/base/time.ts';

type Headers = Readonly<Record<string, string>>;

/** An answer with a body. `unfinished`: the connection then stays open, and nothing more comes. */
export interface HttpAnswer {
  readonly kind: 'response' | 'unfinished';
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** What a call gets: an answer, also a late one, silence (`hang`), or a connection that breaks (`reset`). */
export type Answer =
  | HttpAnswer
  | { readonly kind: 'late'; readonly afterSeconds: number; readonly answer: HttpAnswer }
  | { readonly kind: 'hang' | 'reset' };

const json = { 'content-type': 'application/json' };

/** An answer whose body is JSON already. */
export const jsonText = (status: number, body: string): HttpAnswer => ({
  kind: 'response',
  status,
  headers: json,
  body,
});

export const jsonAnswer = (status: number, body: object): HttpAnswer => jsonText(status, JSON.stringify(body));

export const withHeaders = (answer: HttpAnswer, headers: Headers): HttpAnswer => ({
  ...answer,
  headers: { ...answer.headers, ...headers },
});

const proxyPage = (status: number, title: string): HttpAnswer => ({
  kind: 'response',
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n`,
});

/** What something in front of Rocket.Chat answers that does not let the call through. */
const proxyRefusal = (status: number, title: string, headers: Headers): HttpAnswer =>
  withHeaders(proxyPage(status, title), headers);

export const noBackend = proxyPage(503, '503 Service Temporarily Unavailable');

/** How a limited route says how many calls are left in the window, and when the next one begins. */
export const rateLimitHeaders = (calls: number, left: number, resetAt: Timestamp): Headers => ({
  'X-RateLimit-Limit': String(calls),
  'X-RateLimit-Remaining': String(left),
  'X-RateLimit-Reset': String(Date.parse(resetAt)),
});

export const tooManyRequests = (waitSeconds: number): HttpAnswer =>
  jsonAnswer(429, {
    success: false,
    error: `Error, too many requests. Please slow down. You must wait ${waitSeconds} seconds before trying this endpoint again. [error-too-many-requests]`,
  });

const notLoggedIn = 'You must be logged in to do this.';
const lacksPermission = 'User does not have the permissions required for this action';
const noNodeList = (state: 'available' | 'found'): HttpAnswer =>
  jsonAnswer(400, { success: false, error: `Service '$node.list' is not ${state}.` });
/** For how long a server waits for a database that is gone. */
const databasePatienceSeconds = 30;
const megabyte = 1024 * 1024;
const limitedForSeconds = 30;

/** Everything a call may get instead of the list, as the versions of Rocket.Chat and proxies word it. */
export const faults = {
  unauthorized: () => jsonAnswer(401, { success: false, error: notLoggedIn, status: 'error', message: notLoggedIn }),
  'unauthorized-older': () => jsonAnswer(401, { status: 'error', message: notLoggedIn }),
  'unauthorized-newer': () => jsonAnswer(401, { success: false, error: notLoggedIn }),
  forbidden: () => jsonAnswer(403, { success: false, error: `${lacksPermission} [error-unauthorized]` }),
  'forbidden-older': () => jsonAnswer(403, { success: false, error: 'unauthorized' }),
  'forbidden-as-401': () => jsonAnswer(401, { success: false, error: 'unauthorized' }),
  'forbidden-newer': () => jsonAnswer(403, { success: false, error: `${lacksPermission} [error-forbidden]` }),
  'rate-limited': (now) =>
    withHeaders(tooManyRequests(limitedForSeconds), rateLimitHeaders(10, 0, plusSeconds(now, limitedForSeconds))),
  degraded: () => noNodeList('available'),
  'broker-starting': () => noNodeList('found'),
  'totp-required': () =>
    jsonAnswer(400, { success: false, error: 'TOTP Required [totp-required]', errorType: 'totp-required' }),
  'cloudflare-challenge': () =>
    proxyRefusal(403, 'Just a moment...', { server: 'cloudflare', 'cf-mitigated': 'challenge' }),
  'basic-auth': () => proxyRefusal(401, '401 Authorization Required', { 'WWW-Authenticate': 'Basic realm="ops"' }),
  'forbidden-by-proxy': () => proxyRefusal(403, '403 Forbidden', { server: 'nginx' }),
  'database-lost': () => ({
    kind: 'late',
    afterSeconds: databasePatienceSeconds,
    answer: jsonAnswer(500, { success: false, error: 'Internal server error' }),
  }),
  'internal-error': () => proxyPage(500, '500 Internal Server Error'),
  'bad-gateway': () => proxyPage(502, '502 Bad Gateway'),
  'service-unavailable': () => noBackend,
  html: () => proxyPage(200, 'Sign in'),
  'not-json': () => ({ kind: 'response', status: 200, headers: json, body: '{"instances":[{"address":"10.0.0' }),
  unsuccessful: () => jsonAnswer(200, { success: false, error: 'Internal server error' }),
  'too-large': () => jsonAnswer(200, { instances: [], padding: 'x'.repeat(6 * megabyte), success: true }),
  empty: () => jsonAnswer(200, { instances: [], success: true }),
  hang: () => ({ kind: 'hang' }),
  unfinished: () => ({ kind: 'unfinished', status: 200, headers: json, body: '{"instances":[' }),
  reset: () => ({ kind: 'reset' }),
} satisfies Record<string, (now: Timestamp) => Answer>;

export type FaultKind = keyof typeof faults;

/** What a call gets while the API is cut off in that way. */
export const faultAnswer = (kind: FaultKind, now: Timestamp): Answer => {
  const answer: (now: Timestamp) => Answer = faults[kind];
  return answer(now);
};
