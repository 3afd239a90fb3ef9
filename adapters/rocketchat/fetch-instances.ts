import type { Attempt } from '../http/retry.ts';
import type { Clock, Timestamp } from '../../core/base/time.ts';
import type { Observation } from '../../core/observation/observation.ts';
import { agentFor } from '../http/agents.ts';
import { describeStatus, readJson } from '../http/answer.ts';
import { millisecondsUntilReset, readHttpDate } from '../http/headers.ts';
import { readNetworkError } from '../http/network-failure.ts';
import type { Redact } from '../http/redact.ts';
import { type Answer, sendRequest, withinDeadline } from '../http/request.ts';
import { type Credentials, redactCredentials } from './credentials.ts';
import type { Limits } from './limits.ts';
import { parseAnswer } from './parser.ts';
import { readRedirect } from './redirect.ts';
import { readRefusal } from './refusal.ts';

/** What came of one call and its redirects. */
interface FetchAttempt extends Attempt {
  readonly observation: Observation;
}

interface FetchOptions {
  readonly endpoint: URL;
  readonly credentials: Credentials;
  readonly limits: Limits;
  readonly clock: Clock;
  /** PEM of an authority that is trusted beside the public ones; null: none is. */
  readonly ca: string | null;
}

/** Calls the endpoint once. */
export const fetchInstances = async (options: FetchOptions): Promise<FetchAttempt> => {
  const { endpoint, limits } = options;
  try {
    return await withinDeadline(limits.callMilliseconds, (signal) => followRedirects(options, signal));
  } catch (error) {
    const { failure, retryable } = readNetworkError(error, { host: endpoint.host, ...limits });
    return { observation: failure, retryAfterMilliseconds: retryable ? 0 : null };
  }
};

const followRedirects = async (
  { endpoint, credentials, limits, clock, ca }: FetchOptions,
  signal: AbortSignal,
): Promise<FetchAttempt> => {
  const headers = { 'X-User-Id': credentials.userId, 'X-Auth-Token': credentials.authToken };
  const redact = redactCredentials(credentials);
  let url = endpoint;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await sendRequest(url, { headers, signal, bodyBytes: limits.bodyBytes, agent: agentFor(url, ca) });
    if (!answer.isRedirect) return readAnswer(answer, redact, clock.now());
    const redirect = readRedirect(url, answer.headers.get('location'), redact);
    if ('problem' in redirect) return refusedRedirect(answer, redirect.problem);
    if (redirects === limits.redirects) return refusedRedirect(answer, `after ${limits.redirects} redirects`);
    url = redirect.to;
  }
};

const refusedRedirect = ({ status }: Answer, problem: string): FetchAttempt =>
  final({ outcome: 'bad-response', detail: `${describeStatus(status)}, ${problem}`, httpStatus: status });

const readAnswer = (answer: Answer, redact: Redact, now: Timestamp): FetchAttempt => {
  const json = answer.status < 300 ? readJson(answer.body) : undefined;
  if (json !== undefined) return final(readSighting(answer, json, redact));
  const failure = readRefusal(answer, redact);
  // Another process may answer better than one in trouble.
  const isOfOne = failure.outcome === 'server-error' || failure.outcome === 'degraded';
  if (isOfOne) return { observation: failure, retryAfterMilliseconds: 0 };
  if (failure.outcome !== 'rate-limited') return final(failure);
  return { observation: failure, retryAfterMilliseconds: millisecondsUntilReset(answer.headers, now) };
};

const readSighting = ({ status, headers, body }: Answer, json: unknown, redact: Redact): Observation => {
  const serverDate = readHttpDate(headers.get('date'));
  const seen = parseAnswer(json, serverDate);
  if (seen.outcome === 'ok') return seen;
  // A failure may quote the server, which may have sent back what it was sent.
  const redacted = parseAnswer(readJson(redact(body)), serverDate);
  return redacted.outcome === 'ok' ? redacted : { ...redacted, httpStatus: status };
};

/** Another attempt would not help. */
const final = (observation: Observation): FetchAttempt => ({ observation, retryAfterMilliseconds: null });
