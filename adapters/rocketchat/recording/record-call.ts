import { secondsBetween } from '../../../core/base/time.ts';
import { isFields, isList } from '../../../core/base/json.ts';
import { readJson } from '../../http/answer.ts';
import type { Redact } from '../../http/redact.ts';
import { redactCredentials } from '../credentials.ts';
import { callEndpoint, type CallOptions, type LastAnswer } from '../fetch-instances.ts';
import { errorName } from './read-call.ts';
import type { RecordedLine } from './recorded-call.ts';

/** Calls the endpoint once. What came, as a line of a recording; no credential is in it, nor a cookie. */
export async function recordCall(options: CallOptions): Promise<RecordedLine> {
  const { clock, credentials } = options;
  const begunAt = clock.now();
  const came = await callEndpoint(options).catch((error: unknown) => errorName(error));
  const at = clock.now();
  const milliseconds = Math.max(0, Math.round(secondsBetween(begunAt, at) * 1000));
  if (typeof came === 'string') return { at, milliseconds, error: came };
  return { at, milliseconds, ...withoutSecrets(came, redactCredentials(credentials)) };
}

function withoutSecrets({ answer, redirectProblem }: LastAnswer, redact: Redact) {
  const { status, headers, body, certificateUntil } = answer;
  const kept = [...headers].filter(([name]) => !isSecretHeader(name));
  return {
    status,
    headers: Object.fromEntries(kept.map(([name, value]) => [redact(name), redact(value)])),
    body: bodyWithoutSecrets(body, redact),
    ...(certificateUntil !== undefined && { certificateUntil }),
    ...(redirectProblem !== null && { redirectProblem }),
  };
}

/** A challenge says what is asked for, not what is given. */
const isSecretHeader = (name: string): boolean =>
  !/^(www|proxy)-authenticate$/i.test(name) && /cookie|auth|token|secret|session|key|user-id/i.test(name);

/** JSON is kept as such, unless it is a single value: that could not be distinguished from text. */
const bodyWithoutSecrets = (body: string, redact: Redact): unknown => {
  const json = readJson(body);
  return isFields(json) || isList(json) ? jsonWithoutSecrets(json, redact) : redact(body);
};

/** However a text was escaped: what is looked through is what it says. */
const jsonWithoutSecrets = (value: unknown, redact: Redact): unknown => {
  if (typeof value === 'string') return redact(value);
  if (isList(value)) return value.map((each) => jsonWithoutSecrets(each, redact));
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [redact(key), jsonWithoutSecrets(each, redact)] as const);
  return Object.fromEntries(entries);
};
