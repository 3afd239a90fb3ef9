import { SSMClient } from '@aws-sdk/client-ssm';
import { slackMessage } from '../alerts/slack-message.ts';
import { awsPatience } from '../aws-patience.ts';
import { logOf } from '../log.ts';
import { readEnvironment } from '../read-environment.ts';
import { Relay, RelayError } from '../relay/relay.ts';
import { SecretParameter } from '../secret-parameter.ts';
import { systemClock } from '../system-clock.ts';
import { deliver } from './deliver.ts';
import { environment } from './environment.ts';
import { readWebhookUrl, webhookUrlForm } from './webhook-url.ts';

const parameter = readEnvironment(environment.webhookParameter);
/** Kept from one invocation to the next. */
const webhook = new SecretParameter({
  client: new SSMClient(awsPatience),
  name: parameter,
  holds: 'the URL of a webhook',
  form: webhookUrlForm,
  read: readWebhookUrl,
});

const alerts = new Relay({
  log: logOf('rocketchat-alerter-slack'),
  handOn: async (alert) => {
    const outcome = await deliver(slackMessage(alert), webhook, { clock: systemClock });
    if (outcome.outcome === 'posted') return;
    const { retryable, reason } = outcome;
    throw new RelayError(`not posted to the webhook in ${parameter}: ${reason}`, { retryable });
  },
});

/** Posts the alerts that the topic delivers. Fails if one was not taken over. */
export async function handler(event: unknown): Promise<void> {
  await alerts.relay(event);
}
