/** How the URL of a webhook is written. */
export const webhookUrlForm = 'the URL of an incoming webhook, such as https://hooks.slack.com/services/…';

/** Why a message was not posted. The first four may pass by themselves. */
export type WebhookFailureKind =
  | 'rate-limited'
  | 'server-error'
  | 'timeout'
  | 'network'
  /** The message was not accepted. */
  | 'refused'
  /** The webhook may not post any more, or not there. */
  | 'forbidden'
  /** There is no such webhook, or no such channel any more. */
  | 'gone'
  /** What answered is no webhook. */
  | 'not-a-webhook';

export interface WebhookFailure {
  readonly outcome: WebhookFailureKind;
  /** Whether the same post may succeed later without anyone doing anything. */
  readonly retryable: boolean;
  /** What was seen and what to do, in one line. It names the host, and nothing else of the URL. */
  readonly reason: string;
}

export type WebhookOutcome = { readonly outcome: 'posted' } | WebhookFailure;

const advice: Readonly<Record<WebhookFailureKind, string>> = {
  'rate-limited': 'It is tried again later.',
  'server-error': 'It is tried again later; if it persists, ask the administrator of the server.',
  timeout: 'It is tried again later; if it persists, look at the network.',
  network: 'Look at the network, and whether the host in the URL is right.',
  refused: 'This is a mistake in the alerter, or that URL is of another kind of webhook: report it with this line.',
  forbidden: 'Allow the webhook to post to its channel, or make a new one and store its URL.',
  gone: 'See whether its channel still exists, or make a new webhook and store its URL.',
  'not-a-webhook': 'Store the URL of an incoming webhook.',
};

export const webhookFailure = (outcome: WebhookFailureKind, seen: string, retryable: boolean): WebhookFailure => ({
  outcome,
  retryable,
  reason: `${seen}. ${advice[outcome]}`,
});
