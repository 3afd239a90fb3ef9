import type { SlackMessage } from '../../core/alerts/renderings/slack.ts';
import type { FailureKind } from '../../core/observation/failure.ts';
import { renewOrNull, type SecretSource } from '../../core/base/secret-source.ts';
import { agentFor } from '../http/agents.ts';
import { defaultDeliveryLimits, type DeliveryLimits } from '../http/delivery-limits.ts';
import { millisecondsUntilReset } from '../http/headers.ts';
import { readNetworkError } from '../http/network-failure.ts';
import { sendRequest, withinDeadline } from '../http/request.ts';
import { type Attempt, retryRequest, type RetryTools } from '../http/retry.ts';
import { readWebhookAnswer } from './webhook-answer.ts';
import { webhookFailure, type WebhookFailureKind, type WebhookOutcome } from './webhook-outcome.ts';

export interface WebhookTools extends RetryTools {
  /** PEM of an authority that is trusted beside the public ones. @default null: none is */
  readonly ca?: string | null;
  /** @default defaultDeliveryLimits */
  readonly limits?: Partial<DeliveryLimits>;
}

/**
 * Posts a message to the webhook whose URL is kept somewhere. If that URL is no longer good, reads it again, and tries
 * it if it has changed.
 *
 * @throws SecretError where the URL cannot be read
 */
export const deliverToWebhook = async (
  message: SlackMessage,
  webhook: SecretSource<URL>,
  tools: WebhookTools,
): Promise<WebhookOutcome> => {
  const url = await webhook.current();
  const outcome = await postToWebhook(url, message, tools);
  if (outcome.outcome === 'posted' || outcome.retryable) return outcome;
  const renewed = await renewOrNull(webhook);
  return renewed === null || renewed.href === url.href ? outcome : postToWebhook(renewed, message, tools);
};

/**
 * Posts a message to an incoming webhook, again where that may help. A post whose answer was lost on the way may show
 * twice. A failure is an outcome, which never holds the URL. No redirect is followed: the message and the right to post
 * would go to someone else.
 *
 * @param url as `readSecretUrl` gives it
 */
export const postToWebhook = async (url: URL, message: SlackMessage, tools: WebhookTools): Promise<WebhookOutcome> => {
  const limits = { ...defaultDeliveryLimits, ...tools.limits };
  const { outcome } = await retryRequest(() => postOnce(url, JSON.stringify(message), limits, tools), limits, tools);
  return outcome;
};

interface PostAttempt extends Attempt {
  readonly outcome: WebhookOutcome;
}

const postOnce = async (
  url: URL,
  json: string,
  { callMilliseconds, bodyBytes }: DeliveryLimits,
  { clock, ca = null }: WebhookTools,
): Promise<PostAttempt> => {
  try {
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    const answer = await withinDeadline(callMilliseconds, (signal) =>
      sendRequest(url, { headers, signal, bodyBytes, send: { method: 'POST', body: json }, agent: agentFor(url, ca) }),
    );
    const outcome = readWebhookAnswer(url, answer);
    if (outcome.outcome === 'posted' || !outcome.retryable) return { outcome, retryAfterMilliseconds: null };
    return { outcome, retryAfterMilliseconds: millisecondsUntilReset(answer.headers, clock.now()) ?? 0 };
  } catch (error) {
    const { failure, retryable } = readNetworkError(error, { host: url.host, callMilliseconds, bodyBytes });
    const outcome = webhookFailure(kindOf(failure.outcome), failure.detail, retryable);
    return { outcome, retryAfterMilliseconds: retryable ? 0 : null };
  }
};

const kindOf = (kind: FailureKind): WebhookFailureKind =>
  kind === 'timeout' || kind === 'network' ? kind : 'not-a-webhook';
