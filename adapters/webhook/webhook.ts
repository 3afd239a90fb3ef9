import type { SlackMessage } from '../../core/alerts/renderings/slack.ts';
import { type Attempt, retryRequest, type RetryLimits, type RetryTools } from '../http/retry.ts';
import { sendRequest, withinDeadline } from '../http/request.ts';
import type { FailureKind } from '../../core/observation/failure.ts';
import { readNetworkError } from '../http/network-failure.ts';
import { millisecondsUntilReset } from '../http/headers.ts';
import { readWebhookAnswer } from './webhook-answer.ts';
import { webhookFailure, type WebhookFailureKind, type WebhookOutcome } from './webhook-outcome.ts';

export interface WebhookLimits extends RetryLimits {
  /** The largest answer that is read. */
  readonly bodyBytes: number;
}

export const defaultWebhookLimits: WebhookLimits = {
  callMilliseconds: 8_000,
  inAllMilliseconds: 24_000,
  retries: 3,
  backoffMilliseconds: 1_000,
  bodyBytes: 64 * 1024,
};

export interface WebhookTools extends RetryTools {
  /** @default defaultWebhookLimits */
  readonly limits?: Partial<WebhookLimits>;
}

/**
 * Posts a message to an incoming webhook, again where that may help. A post whose answer was lost on the way may show
 * twice. What goes wrong is the outcome, which never holds the URL. No redirect is followed: the message and the right
 * to post would go to someone else.
 *
 * @param url as `readWebhookUrl` gives it
 */
export const postToWebhook = async (url: URL, message: SlackMessage, tools: WebhookTools): Promise<WebhookOutcome> => {
  const limits = { ...defaultWebhookLimits, ...tools.limits };
  const { outcome } = await retryRequest(() => post(url, JSON.stringify(message), limits, tools), limits, tools);
  return outcome;
};

interface Post extends Attempt {
  readonly outcome: WebhookOutcome;
}

const post = async (url: URL, json: string, limits: WebhookLimits, { clock }: WebhookTools): Promise<Post> => {
  const { callMilliseconds, bodyBytes } = limits;
  try {
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    const answer = await withinDeadline(callMilliseconds, (signal) =>
      sendRequest(url, { headers, signal, bodyBytes, post: json }),
    );
    const outcome = readWebhookAnswer(url, answer);
    if (outcome.outcome === 'posted' || !outcome.retryable) return { outcome, retryAfterMilliseconds: null };
    return { outcome, retryAfterMilliseconds: millisecondsUntilReset(answer.headers, clock.now()) ?? 0 };
  } catch (error) {
    const { failure, retryable: passing } = readNetworkError(error, { host: url.host, callMilliseconds, bodyBytes });
    const outcome = webhookFailure(kindOf(failure.outcome), failure.detail, passing);
    return { outcome, retryAfterMilliseconds: passing ? 0 : null };
  }
};

const kindOf = (kind: FailureKind): WebhookFailureKind =>
  kind === 'timeout' || kind === 'network' ? kind : 'not-a-webhook';
