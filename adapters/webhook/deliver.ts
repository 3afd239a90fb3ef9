import type { SlackMessage } from '../../core/alerts/renderings/slack.ts';
import { renewedOrNull, type SecretSource } from '../../core/secret-source.ts';
import { postToWebhook, type WebhookTools } from './webhook.ts';
import type { WebhookOutcome } from './webhook-outcome.ts';

/**
 * Posts a message to the webhook whose URL is kept somewhere; where that one is no longer good, the URL is read anew,
 * and tried if it has changed.
 *
 * @throws SecretError where there is no URL to be had
 */
export const deliverToWebhook = async (
  message: SlackMessage,
  webhook: SecretSource<URL>,
  tools: WebhookTools,
): Promise<WebhookOutcome> => {
  const url = await webhook.current();
  const outcome = await postToWebhook(url, message, tools);
  if (outcome.outcome === 'posted' || outcome.retryable) return outcome;
  const renewed = await renewedOrNull(webhook);
  return renewed === null || renewed.href === url.href ? outcome : postToWebhook(renewed, message, tools);
};
