import { describeBody, readJson } from '../http/answer.ts';
import { fieldsOf } from '../../core/base/json.ts';
import { type WebhookFailureKind, webhookFailure, type WebhookOutcome } from './webhook-outcome.ts';
import { describeStatus } from '../http/answer.ts';
import type { Answer } from '../http/request.ts';
import { redactUrl } from '../http/secret-url.ts';

/**
 * Reads the answer to a post. Slack answers `ok`, or an error such as `no_service` with a status for each kind of error; see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks. Mattermost answers `ok` too,
 * Rocket.Chat `{"success":true}`.
 */
export const readWebhookAnswer = (url: URL, answer: Answer): WebhookOutcome => {
  const { status, isRedirect, headers } = answer;
  const redact = redactUrl(url);
  if (isRedirect) {
    const to = redact(hostOf(headers.get('location'), url));
    return failed(url, 'not-a-webhook', `${describeStatus(status)}, a redirect to ${to}, which was not followed`);
  }
  const seen = `${describeStatus(status)}, ${describeBody(answer.body, redact)}`;
  if (status < 300) {
    if (/^\s*</.test(answer.body)) return failed(url, 'not-a-webhook', seen);
    const { success, ok } = fieldsOf(readJson(answer.body));
    return success === false || ok === false ? failed(url, 'refused', seen) : { outcome: 'posted' };
  }
  return failed(url, isGoneInRocketChat(status, answer.body) ? 'gone' : kindOf(status), seen);
};

/** Rocket.Chat answers 400 where the channel that the integration posts to, or the integration itself, is gone. */
const isGoneInRocketChat = (status: number, body: string): boolean => {
  const { error } = fieldsOf(readJson(body));
  const goneErrors = /^(error-)?invalid-(channel|room)|^invalid integration id or token/i;
  return status === 400 && typeof error === 'string' && goneErrors.test(error);
};

const kindOf = (status: number): WebhookFailureKind => {
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'gone';
  if (status === 429) return 'rate-limited';
  // The server, or a proxy before it, gave up waiting for the request.
  if (status === 408) return 'timeout';
  if (status === 405) return 'not-a-webhook';
  return status >= 500 ? 'server-error' : 'refused';
};

const retryableKinds: ReadonlySet<WebhookFailureKind> = new Set(['rate-limited', 'server-error', 'timeout']);

const failed = (url: URL, kind: WebhookFailureKind, seen: string): WebhookOutcome =>
  webhookFailure(kind, `${url.host}: ${seen}`, retryableKinds.has(kind));

const hostOf = (location: string | null, from: URL): string =>
  location !== null && URL.canParse(location, from.href) ? new URL(location, from.href).host : 'nowhere';
