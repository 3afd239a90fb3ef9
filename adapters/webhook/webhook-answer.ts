import { describeBody, readJson } from '../http/answer.ts';
import type { Answer } from '../http/request.ts';
import { describeStatus } from '../rocketchat/refusal.ts';
import { fieldsOf } from '../../core/json.ts';
import { type WebhookFailureKind, webhookFailure, type WebhookOutcome } from './webhook-outcome.ts';
import { redactUrl } from './webhook-url.ts';

/**
 * What the answer to a post says. Slack answers `ok`, or an error such as `no_service` with a status that tells its
 * kind; see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks. Mattermost answers `ok` too,
 * Rocket.Chat `{"success":true}`.
 */
export const readWebhookAnswer = (url: URL, answer: Answer): WebhookOutcome => {
  const { status, isRedirect, headers } = answer;
  const hide = redactUrl(url);
  if (isRedirect) {
    const to = hostOf(headers.get('location'), url);
    return failed(url, 'not-a-webhook', `${describeStatus(status)}, a redirect to ${to}, which was not followed`);
  }
  const said = `${describeStatus(status)}, ${describeBody(hide(answer.body))}`;
  if (status < 300) {
    if (/^\s*</.test(answer.body)) return failed(url, 'not-a-webhook', said);
    const { success, ok } = fieldsOf(readJson(answer.body));
    return success === false || ok === false ? failed(url, 'refused', said) : { outcome: 'posted' };
  }
  return failed(url, kindOf(status), said);
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

const passing: ReadonlySet<WebhookFailureKind> = new Set(['rate-limited', 'server-error', 'timeout']);

const failed = (url: URL, kind: WebhookFailureKind, seen: string): WebhookOutcome =>
  webhookFailure(kind, `${url.host}: ${seen}`, passing.has(kind));

const hostOf = (location: string | null, from: URL): string =>
  location !== null && URL.canParse(location, from.href) ? new URL(location, from.href).host : 'nowhere';
