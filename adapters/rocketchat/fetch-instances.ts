import type { Attempt } from '../http/retry.ts';
import type { Clock, Timestamp } from '../../core/time.ts';
import { agentFor } from '../http/agents.ts';
import { readJson } from '../http/answer.ts';
import { type Answer, sendRequest, withinDeadline } from '../http/request.ts';
import type { Credentials } from './credentials.ts';
import type { Limits } from './limits.ts';
import { readNetworkError } from '../http/network-failure.ts';
import type { Observation } from '../../core/observation/observation.ts';
import { parseAnswer } from './parser.ts';
import { millisecondsUntilReset } from '../http/headers.ts';
import { readRedirect } from './redirect.ts';
import { readRefusal, describeStatus } from './refusal.ts';
import { type Redact, redactCredentials } from '../http/redact.ts';
import { readHttpDate } from './values.ts';

/** What one call, with its redirects, came to. */
export interface FetchAttempt extends Attempt {
  readonly observation: Observation;
}

export interface FetchOptions {
  readonly endpoint: URL;
  readonly credentials: Credentials;
  readonly limits: Limits;
  readonly clock: Clock;
  /** PEM of an authority that is trusted beside the public ones; null: none is. */
  readonly ca: string | null;
}

/** One call of the endpoint. */
export const fetchInstances = async (options: FetchOptions): Promise<FetchAttempt> => {
  const { endpoint, limits } = options;
  try {
    return await withinDeadline(limits.callMilliseconds, (signal) => follow(options, signal));
  } catch (error) {
    const { failure, retryable: passing } = readNetworkError(error, { host: endpoint.host, ...limits });
    return { observation: failure, retryAfterMilliseconds: passing ? 0 : null };
  }
};

const follow = async (
  { endpoint, credentials, limits, clock, ca }: FetchOptions,
  signal: AbortSignal,
): Promise<FetchAttempt> => {
  const headers = { 'X-User-Id': credentials.userId, 'X-Auth-Token': credentials.authToken };
  const hide = redactCredentials(credentials);
  let url = endpoint;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await sendRequest(url, { headers, signal, bodyBytes: limits.bodyBytes, agent: agentFor(url, ca) });
    if (!answer.isRedirect) return readAnswer(answer, hide, clock.now());
    const redirect = readRedirect(url, answer.headers.get('location'), hide);
    if ('problem' in redirect) return redirected(answer, redirect.problem);
    if (redirects === limits.redirects) return redirected(answer, `after ${limits.redirects} redirects`);
    url = redirect.to;
  }
};

const redirected = ({ status }: Answer, problem: string): FetchAttempt =>
  lasting({ outcome: 'bad-response', detail: `${describeStatus(status)}, ${problem}`, httpStatus: status });

const readAnswer = (answer: Answer, hide: Redact, now: Timestamp): FetchAttempt => {
  const json = answer.status < 300 ? readJson(answer.body) : undefined;
  if (json !== undefined) return lasting(readSighting(answer, json, hide));
  const failure = readRefusal(answer, hide);
  if (failure.outcome === 'server-error') return { observation: failure, retryAfterMilliseconds: 0 };
  if (failure.outcome !== 'rate-limited') return lasting(failure);
  return { observation: failure, retryAfterMilliseconds: millisecondsUntilReset(answer.headers, now) };
};

const readSighting = ({ status, headers, body }: Answer, json: unknown, hide: Redact): Observation => {
  const serverDate = readHttpDate(headers.get('date'));
  const seen = parseAnswer(json, serverDate);
  // A failure may quote the server, which may have sent back what it was sent.
  const told = seen.outcome === 'ok' ? seen : parseAnswer(readJson(hide(body)), serverDate);
  return told.outcome === 'ok' ? told : { ...told, httpStatus: status };
};

const lasting = (observation: Observation): FetchAttempt => ({ observation, retryAfterMilliseconds: null });
