import type { Alert } from '../core/alerts/alert.ts';
import type { AlertOrigin } from '../core/alerts/origin.ts';
import { alertObject } from '../core/alerts/to-alert-object.ts';
import { PublishError, type Publisher } from '../adapters/sns/publisher.ts';
import { slackMessage } from '../core/alerts/renderings/slack.ts';
import type { AwsErrorKind } from '../adapters/aws/error-kind.ts';
import { postToWebhook, type WebhookTools } from '../adapters/webhook/webhook.ts';
import type { WebhookFailure, WebhookFailureKind } from '../adapters/webhook/webhook-outcome.ts';
import { readSecretUrl } from '../adapters/http/secret-url.ts';
import { webhookUrlForm } from '../adapters/webhook/webhook-outcome.ts';
import { systemClock } from '../adapters/process/system-clock.ts';
import type { WatchedWorkspace } from '../config/check-event.ts';
import { Problem } from './problem.ts';

export const webhookVariable = 'ROCKETCHAT_ALERTER_SLACK_WEBHOOK';

/** The webhook to post alerts to, from the environment: in an argument anyone on this machine could read it. */
export function webhookFromEnvironment(environment: NodeJS.ProcessEnv): URL | null {
  const text = (environment[webhookVariable] ?? '').trim();
  if (text === '') return null;
  const url = readSecretUrl(text);
  if (url === null) throw new Problem(`${webhookVariable} does not hold ${webhookUrlForm}: copy it again`);
  return url;
}

/** A check waits for this, and the next one tries again. */
const patience: WebhookTools = {
  clock: systemClock,
  limits: { callMilliseconds: 5_000, inAllMilliseconds: 8_000, retries: 1 },
};

/** Whether the webhook said no, where no network was in the way: as it stands, it takes this alert at no later check. */
const isRefusal = ({ outcome, retryable }: WebhookFailure): boolean => !retryable && outcome !== 'network';

/** So many checks try to post an alert that the webhook refuses; then it is given up there. */
export const maxRefusals = 3;

const troubleOf: Readonly<Record<WebhookFailureKind, AwsErrorKind>> = {
  'rate-limited': 'throttled',
  'server-error': 'unavailable',
  timeout: 'unavailable',
  network: 'unavailable',
  // The alerts after it are posted all the same.
  refused: 'refused',
  forbidden: 'refused',
  gone: 'refused',
  'not-a-webhook': 'refused',
};

export interface PostingOptions {
  /** The authority of its server is trusted for a webhook of the same server, too. */
  readonly workspace: Pick<WatchedWorkspace, 'url' | 'ca'>;
  readonly onNote: (note: string) => void;
  /** Of the alerts, for their links. @default nothing is known of it */
  readonly origin?: AlertOrigin;
}

export interface PostingPublisher extends Publisher {
  /** Shows an alert at once, whatever waits to be posted before it; publishing it then does not show it again. */
  show(alert: Alert): Promise<void>;
}

/** What was done with an alert that is not posted yet. */
interface Waiting {
  readonly isShown: boolean;
  readonly refusals: number;
  /** What was said last of why it is not posted. */
  readonly reason: string | null;
}

/**
 * Posts each alert to a webhook, too. One that was not posted is tried again at the next check; one that the webhook
 * refuses `maxRefusals` times is given up there, which loses nothing: it was shown.
 */
export function postingToo(shown: Publisher, webhook: URL, { workspace, onNote, origin }: PostingOptions): PostingPublisher {
  const ca = new URL(workspace.url).hostname === webhook.hostname ? workspace.ca : null;
  const waiting = new Map<string, Waiting>();
  const waitingAs = ({ id }: Alert): Waiting => waiting.get(id) ?? { isShown: false, refusals: 0, reason: null };

  const show = async (alert: Alert): Promise<void> => {
    const before = waitingAs(alert);
    if (before.isShown) return;
    await shown.publish(alert);
    waiting.set(alert.id, { ...before, isShown: true });
  };

  const post = async (alert: Alert): Promise<void> => {
    const posted = await postToWebhook(webhook, slackMessage(alertObject(alert, origin)), { ...patience, ca });
    if (posted.outcome === 'posted') return;
    const { outcome, reason } = posted;
    const before = waitingAs(alert);
    const refusals = before.refusals + (isRefusal(posted) ? 1 : 0);
    if (refusals === maxRefusals) {
      onNote(`alert ${alert.id} is not posted any more: the webhook refused it ${maxRefusals} times. ${reason}`);
      return;
    }
    waiting.set(alert.id, { ...before, refusals, reason });
    const advice = 'the next check tries again.';
    if (reason !== before.reason) {
      onNote(`alert ${alert.id} was not posted to the webhook; ${advice} ${reason}`);
    }
    throw new PublishError({ destination: 'the webhook', alert, kind: troubleOf[outcome], advice, cause: reason });
  };

  return {
    show,
    publish: async (alert) => {
      await show(alert);
      await post(alert);
      waiting.delete(alert.id);
    },
  };
}
