import { AbortError, FetchError } from 'node-fetch';
import type { Observation } from '../../../core/observation/observation.ts';
import type { Answer } from '../../http/request.ts';
import type { Redact } from '../../http/redact.ts';
import { readCallError, readLastAnswer } from '../fetch-instances.ts';
import type { Limits } from '../limits.ts';
import type { RecordedCall } from './recorded-call.ts';

/** What a call would have been read with when it was made. */
interface RecordedEndpoint {
  readonly endpoint: URL;
  readonly limits: Limits;
}

/** Nothing in a recording is a secret: it was made free of them. */
const redact: Redact = (text) => text;

/** What the alerter makes of a recorded call: the same as when it was made. */
export function observationOf(call: RecordedCall, where: RecordedEndpoint): Observation {
  if ('error' in call) return readCallError(errorNamed(call.error), where).observation;
  const body = bodyText(call.body);
  if (Buffer.byteLength(body) > where.limits.bodyBytes)
    return readCallError(errorNamed('too-large'), where).observation;
  const answer: Answer = { status: call.status, headers: call.headers, isRedirect: false, body };
  return readLastAnswer({ answer, redirectProblem: call.redirectProblem }, redact, call.at).observation;
}

const bodyText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

/** The other way round of `errorName`. */
const errorNamed = (name: string): Error => {
  if (name === 'timeout') return new AbortError('recorded');
  if (name === 'too-large') return new FetchError('recorded', 'max-size');
  return new FetchError('recorded', 'system', { code: name });
};

/** How a recording names what `sendRequest` throws. @throws the error itself where it is not one of the network's */
export const errorName = (error: unknown): string => {
  if (error instanceof AbortError) return 'timeout';
  if (!(error instanceof FetchError)) throw error;
  if (error.type === 'max-size') return 'too-large';
  return error.code ?? 'ERR_STREAM_PREMATURE_CLOSE';
};
