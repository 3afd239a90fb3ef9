import { isFields } from '../../core/base/json.ts';
import type { Failure, FailureKind } from '../../core/observation/failure.ts';
import { describeBody, describeStatus, readJson } from '../http/answer.ts';
import type { Redact } from '../http/redact.ts';
import type { Answer } from '../http/request.ts';
import { readFlag, readText } from './values.ts';

/** What to ask a person about an answer that Rocket.Chat would not give. */
export const isThisRocketChat = 'is this the address of a Rocket.Chat server?';

/** Reads an answer that does not show the instances: an error, or a success that is not the endpoint's. */
export const readRefusal = (answer: Pick<Answer, 'status' | 'body' | 'headers'>, redact: Redact): Failure => {
  const { status, body } = answer;
  const outcome = kindOf(answer);
  const seen = `${describeStatus(status)}, ${describeBody(body, redact)}`;
  const detail = outcome === 'bad-response' && !isOfRocketChat(answer) ? `${seen}: ${isThisRocketChat}` : seen;
  return { outcome, detail, httpStatus: status };
};

/** What an error says, one text a line, if it is a JSON object; the beginning of anything else. */
const errorTextOf = (body: string): string => {
  const json = readJson(body);
  if (!isFields(json)) return body.slice(0, 4_096);
  return ['error', 'message', 'errorType'].map((name) => readText(json[name]) ?? '').join('\n');
};

/** By the texts of Rocket.Chat 3.x to 8.x, where the status alone does not decide. */
const kindOf = (answer: Pick<Answer, 'status' | 'body' | 'headers'>): FailureKind => {
  const { status, body } = answer;
  const errorText = errorTextOf(body);
  if (status < 400) return 'bad-response';
  // Not found: its broker has not started yet.
  if (/Service '\$node\.list' is not (?:available|found)/.test(errorText)) return 'degraded';
  if ((status === 401 || status === 403) && !isOfRocketChat(answer)) return 'blocked';
  // Such as Cloudflare's 1015, in words or as a page. An empty answer may be anybody's.
  if (status === 429 && body.trim() !== '' && !isOfRocketChat(answer)) return 'blocked';
  if (status === 401) return lacksPermission(errorText) ? 'forbidden' : 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'server-error' : 'bad-response';
};

/** Whether Rocket.Chat itself refuses, and not a proxy, a firewall or basic authentication in front of it. */
const isOfRocketChat = ({ body, headers }: Pick<Answer, 'body' | 'headers'>): boolean => {
  if (headers.has('www-authenticate') || headers.has('cf-mitigated')) return false;
  const json = readJson(body);
  return isFields(json) && (readFlag(json['success']) === false || json['status'] === 'error');
};

/** A wrong token gets `error: "You must be logged in to do this."`, a missing permission `error: "unauthorized"`. */
const lacksPermission = (errorText: string): boolean =>
  !/logged in/i.test(errorText) && /^(error-)?unauthorized$|\[error-unauthorized\]|permission/im.test(errorText);
