import { isFields } from '../../core/base/json.ts';
import type { Failure, FailureKind } from '../../core/observation/failure.ts';
import { describeBody, describeStatus, readJson } from '../http/answer.ts';
import type { Redact } from '../http/redact.ts';
import type { Answer } from '../http/request.ts';
import { readText } from './values.ts';

/** What to ask a person about an answer that Rocket.Chat would not give. */
export const isThisRocketChat = 'is this the address of a Rocket.Chat server?';

/** Reads an answer that does not show the instances: an error, or a success that is not the endpoint's. */
export const readRefusal = ({ status, body }: Pick<Answer, 'status' | 'body'>, redact: Redact): Failure => {
  const outcome = kindOf(status, errorTextOf(body));
  const seen = `${describeStatus(status)}, ${describeBody(redact(body))}`;
  const detail = outcome === 'bad-response' ? `${seen}: ${isThisRocketChat}` : seen;
  return { outcome, detail, httpStatus: status };
};

/** What an error says, one text a line, if it is a JSON object; the beginning of anything else. */
const errorTextOf = (body: string): string => {
  const json = readJson(body);
  if (!isFields(json)) return body.slice(0, 4_096);
  return ['error', 'message', 'errorType'].map((name) => readText(json[name]) ?? '').join('\n');
};

/** By the texts of Rocket.Chat 3.x to 8.x, where the status alone does not decide. */
const kindOf = (status: number, errorText: string): FailureKind => {
  if (status < 400) return 'bad-response';
  if (errorText.includes("Service '$node.list' is not available")) return 'degraded';
  if (status === 401) return lacksPermission(errorText) ? 'forbidden' : 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'server-error' : 'bad-response';
};

/** A wrong token gets `error: "You must be logged in to do this."`, a missing permission `error: "unauthorized"`. */
const lacksPermission = (errorText: string): boolean =>
  !/logged in/i.test(errorText) && /^(error-)?unauthorized$|\[error-unauthorized\]|permission/im.test(errorText);
