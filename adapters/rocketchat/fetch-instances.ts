import type { Attempt } from '../http/retry.ts';
import { type Clock, secondsBetween, type Timestamp } from '../../core/base/time.ts';
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

export interface FetchOptions {
  readonly endpoint: URL;
  readonly credentials: Credentials;
  readonly limits: Limits;
  readonly clock: Clock;
  /** PEM of an authority that is trusted beside the public ones; null: none is. */
  readonly ca: string | null;
}

/** What a call takes: of the clock, only what it shows. */
export type CallOptions = Omit<FetchOptions, 'clock'> & { readonly clock: Pick<Clock, 'now'> };

/** The answer at which a call ended. */
export interface LastAnswer {
  readonly answer: Answer;
  /** Why its redirect was not followed; null where it is none. */
  readonly redirectProblem: string | null;
  /** The body as JSON, where it was read before. */
  readonly json?: unknown;
}

/** Calls the endpoint once. */
export const fetchInstances = async (options: FetchOptions): Promise<FetchAttempt> => {
  try {
    const last = withoutToken(await callEndpoint(options), options.credentials);
    return readLastAnswer(last, redactCredentials(options.credentials), options.clock.now());
  } catch (error) {
    return readCallError(error, options);
  }
};

/** What is kept of an answer is kept as it was sent: so not if it was sent the token. */
const withoutToken = (last: LastAnswer, { authToken }: Credentials): LastAnswer => {
  const { answer } = last;
  return answer.body.includes(authToken)
    ? { ...last, answer: { ...answer, body: answer.body.replaceAll(authToken, '(hidden)') } }
    : last;
};

/**
 * The answer as it is, after redirects.
 *
 * @throws FetchError or AbortError where there was no whole answer
 */
export const callEndpoint = (options: CallOptions): Promise<LastAnswer> =>
  withinDeadline(options.limits.callMilliseconds, (signal) => followRedirects(options, signal));

const followRedirects = async (
  { endpoint, credentials, limits, ca, clock }: CallOptions,
  signal: AbortSignal,
): Promise<LastAnswer> => {
  const headers = { 'X-User-Id': credentials.userId, 'X-Auth-Token': credentials.authToken };
  const redact = redactCredentials(credentials);
  let url = endpoint;
  for (let redirects = 0; ; redirects += 1) {
    const mayResume = !expiring.has(url.host);
    const agent = agentFor(url, ca);
    const answer = await sendRequest(url, { headers, signal, bodyBytes: limits.bodyBytes, agent, mayResume });
    noteExpiry(url, answer, clock.now());
    if (!answer.isRedirect) return { answer, redirectProblem: null };
    const redirect = readRedirect(url, answer.headers.get('location'), redact);
    if ('problem' in redirect) return { answer, redirectProblem: redirect.problem };
    if (redirects === limits.redirects) return { answer, redirectProblem: `after ${limits.redirects} redirects` };
    url = redirect.to;
  }
};

/** Hosts whose certificate expires soon. A resumed session would show it for as long, though it is renewed. */
const expiring = new Set<string>();
const soonSeconds = 30 * 86_400;

function noteExpiry({ host }: URL, { certificateUntil }: Answer, now: Timestamp): void {
  const isSoon = certificateUntil !== undefined && secondsBetween(now, certificateUntil) < soonSeconds;
  if (isSoon) expiring.add(host);
  else expiring.delete(host);
}

/**
 * What was seen where there was no whole answer.
 *
 * @throws the error itself where it is not one of the network's
 */
export const readCallError = (
  error: unknown,
  { endpoint, limits }: Pick<FetchOptions, 'endpoint' | 'limits'>,
): FetchAttempt => {
  const { failure, retryable } = readNetworkError(error, { host: endpoint.host, ...limits });
  return { observation: failure, retryAfterMilliseconds: retryable ? 0 : null };
};

/** What was seen in an answer. */
export const readLastAnswer = (
  { answer, redirectProblem, json }: LastAnswer,
  redact: Redact,
  now: Timestamp,
): FetchAttempt =>
  redirectProblem === null ? readAnswer(answer, json, redact, now) : refusedRedirect(answer, redirectProblem);

const refusedRedirect = ({ status }: Answer, problem: string): FetchAttempt =>
  final({ outcome: 'bad-response', detail: `${describeStatus(status)}, ${problem}`, httpStatus: status });

const readAnswer = (answer: Answer, known: unknown, redact: Redact, now: Timestamp): FetchAttempt => {
  const json = answer.status < 300 ? (known ?? readJson(answer.body)) : undefined;
  if (json !== undefined) return final(readSighting(answer, json, redact));
  const failure = readRefusal(answer, redact);
  // Another process may answer better than one in trouble.
  const isOfOne = failure.outcome === 'server-error' || failure.outcome === 'degraded';
  if (isOfOne) return { observation: failure, retryAfterMilliseconds: 0 };
  // Both Rocket.Chat and what is in front of it may limit the calls.
  if (answer.status !== 429) return final(failure);
  return { observation: failure, retryAfterMilliseconds: millisecondsUntilReset(answer.headers, now) };
};

const readSighting = (answer: Answer, json: unknown, redact: Redact): Observation => {
  const { status, headers, certificateUntil } = answer;
  const seen = parseAnswer(json, readHttpDate(headers.get('date')), redact);
  if (seen.outcome !== 'ok') return { ...seen, httpStatus: status };
  return certificateUntil === undefined ? seen : { ...seen, certificateUntil };
};

/** Another attempt would not help. */
const final = (observation: Observation): FetchAttempt => ({ observation, retryAfterMilliseconds: null });
