import type { AwsErrorKind } from '../../adapters/aws/error-kind.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { deliverToWebhook } from '../../adapters/webhook/webhook.ts';
import type { WebhookFailureKind } from '../../adapters/webhook/webhook-outcome.ts';
import type { Route } from '../../config/routes.ts';
import { slackMessage } from '../../core/alerts/renderings/slack.ts';
import { alertObject } from '../../core/alerts/to-alert-object.ts';
import { deliveryLimits as limits, type Destination } from './destination.ts';

interface WebhookOptions {
  readonly name: string;
  readonly url: URL;
  readonly route: Route;
  /** PEM of an authority that is trusted beside the public ones; null: none is. */
  readonly ca: string | null;
}

const errorKinds: Readonly<Record<WebhookFailureKind, AwsErrorKind>> = {
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

/** An incoming webhook of Slack, Rocket.Chat or Mattermost. */
export function webhookDestination({ name, url, route, ca }: WebhookOptions): Destination {
  const current = (): Promise<URL> => Promise.resolve(url);
  return {
    name,
    route,
    deliver: async (alert, origin) => {
      const message = slackMessage(alertObject(alert, origin));
      const posted = await deliverToWebhook(message, { current, renewed: current }, { clock: systemClock, limits, ca });
      if (posted.outcome === 'posted') return null;
      const { outcome, retryable, reason } = posted;
      return { kind: errorKinds[outcome], isRefusal: !retryable && outcome !== 'network', reason };
    },
  };
}
