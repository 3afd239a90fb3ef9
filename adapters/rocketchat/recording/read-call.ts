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
  const { status, headers, body: recorded, redirectProblem, certificateUntil } = call;
  const certificate = certificateUntil === undefined ? {} : { certificateUntil };
  if (typeof recorded !== 'string') {
    // Read as JSON when it was made: neither too large, nor to be written and read again but for a failure.
    const answer = {
      status,
      headers,
      isRedirect: false,
      ...certificate,
      get body() {
        return JSON.stringify(recorded);
      },
    };
    return readLastAnswer({ answer, redirectProblem, json: recorded }, redact, call.at).observation;
  }
  if (Buffer.byteLength(recorded) > where.limits.bodyBytes)
    return readCallError(errorNamed('too-large'), where).observation;
  const answer: Answer = { status, headers, isRedirect: false, ...certificate, body: recorded };
  return readLastAnswer({ answer, redirectProblem }, redact, call.at).observation;
}

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
