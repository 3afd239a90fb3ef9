import { STATUS_CODES } from 'node:http';
import { describeBody, wordsOf } from '../http/answer.ts';
import type { Answer } from '../http/request.ts';
import type { Failure, FailureKind } from '../../core/observation/failure.ts';
import type { Redact } from '../http/redact.ts';

/** Reads an answer that does not show the instances: an error, or a success that is not the endpoint's. */
export const readRefusal = ({ status, body }: Pick<Answer, 'status' | 'body'>, hide: Redact): Failure => {
  const outcome = kindOf(status, wordsOf(body));
  const seen = `${describeStatus(status)}, ${describeBody(hide(body))}`;
  const detail = outcome === 'bad-response' ? `${seen}: is this the address of a Rocket.Chat server?` : seen;
  return { outcome, detail, httpStatus: status };
};

/** For a person: `HTTP 404 Not Found`. Of the server's own words for its status, nothing is taken. */
export const describeStatus = (status: number): string => `HTTP ${status} ${STATUS_CODES[status] ?? ''}`.trim();

/** Wordings as in Rocket.Chat 3.x to 8.x, where the status alone does not decide. */
const kindOf = (status: number, words: string): FailureKind => {
  if (status < 400) return 'bad-response';
  if (words.includes("Service '$node.list' is not available")) return 'degraded';
  if (status === 401) return lacksPermission(words) ? 'forbidden' : 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'server-error' : 'bad-response';
};

/** A wrong token says `error: "You must be logged in to do this."`, a missing permission `error: "unauthorized"`. */
const lacksPermission = (words: string): boolean =>
  !/logged in/i.test(words) && /^(error-)?unauthorized$|\[error-unauthorized\]|permission/im.test(words);
