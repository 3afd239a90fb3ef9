import type { Alert } from '../core/alerts/alert.ts';
import { alertObject } from '../core/alerts/to-alert-object.ts';
import { PublishError, type Publisher } from '../adapters/sns/publisher.ts';
import { localSlackMessage } from '../core/alerts/renderings/slack.ts';
import type { AwsErrorKind } from '../adapters/aws/error-kind.ts';
import { postToWebhook, type WebhookTools } from '../adapters/webhook/webhook.ts';
import type { WebhookFailureKind } from '../adapters/webhook/webhook-outcome.ts';
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

const troubleOf: Readonly<Record<WebhookFailureKind, AwsErrorKind>> = {
  'rate-limited': 'throttled',
  'server-error': 'unavailable',
  timeout: 'unavailable',
  network: 'unavailable',
  refused: 'refused',
  forbidden: 'denied',
  gone: 'missing',
  'not-a-webhook': 'missing',
};

export interface PostingOptions {
  /** The authority of its server is trusted for a webhook of the same server, too. */
  readonly workspace: Pick<WatchedWorkspace, 'url' | 'ca'>;
  readonly onNote: (note: string) => void;
}

/** Posts each alert to a webhook, too; one that was not posted is not shown again when that is tried again. */
export function postingToo(shown: Publisher, webhook: URL, { workspace, onNote }: PostingOptions): Publisher {
  const ca = new URL(workspace.url).hostname === webhook.hostname ? workspace.ca : null;
  const alreadyShown = new Set<string>();
  const post = async (alert: Alert): Promise<void> => {
    const posted = await postToWebhook(webhook, localSlackMessage(alertObject(alert)), { ...patience, ca });
    if (posted.outcome === 'posted') return;
    onNote(`alert ${alert.id} was not posted to the webhook; the next check tries again. ${posted.reason}`);
    const trouble = troubleOf[posted.outcome];
    const advice = 'the next check tries again.';
    throw new PublishError({ destination: 'the webhook', alert, kind: trouble, advice, cause: posted.reason });
  };
  return {
    publish: async (alert) => {
      if (!alreadyShown.has(alert.id)) await shown.publish(alert);
      alreadyShown.add(alert.id);
      await post(alert);
      alreadyShown.delete(alert.id);
    },
  };
}
