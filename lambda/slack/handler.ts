import { slackMessage } from '../../core/alerts/renderings/slack.ts';
import { createLog } from '../../adapters/process/log.ts';
import { readEnvironment } from '../../adapters/process/read-environment.ts';
import { Relay, RelayError } from '../../adapters/sns/relay.ts';
import { smallParameterReader } from '../../adapters/ssm/small-parameter-reader.ts';
import { webhookUrlSource } from '../../adapters/ssm/secret-urls.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { deliverToWebhook } from '../../adapters/webhook/webhook.ts';
import { environment } from './environment.ts';

const parameter = readEnvironment(environment.webhookParameter);
const ca = process.env[environment.webhookAuthority] ?? null;
/** Kept from one invocation to the next. */
const webhook = webhookUrlSource(smallParameterReader({ environment: process.env, clock: systemClock }), parameter);

const alerts = new Relay({
  log: createLog('rocketchat-alerter-slack'),
  forward: async (alert) => {
    const outcome = await deliverToWebhook(slackMessage(alert), webhook, { clock: systemClock, ca });
    if (outcome.outcome === 'posted') return;
    const { retryable, reason } = outcome;
    throw new RelayError(`not posted to the webhook in ${parameter}: ${reason}`, { retryable });
  },
});

/** Posts the alerts that the topic delivers. Fails if one was not taken over. */
export async function handler(event: unknown): Promise<void> {
  await alerts.relay(event);
}
