import { incomingWebhook } from '../../adapters/services/incoming-webhook.ts';
import { createLog } from '../../adapters/process/log.ts';
import { readEnvironment } from '../../adapters/process/read-environment.ts';
import { serviceRelay } from '../../adapters/services/service-relay.ts';
import { everySeverity } from '../../core/settings/values.ts';
import { environment } from './environment.ts';

const alerts = serviceRelay({
  service: incomingWebhook,
  parameter: readEnvironment(environment.webhookParameter),
  options: {},
  minimumSeverity: everySeverity,
  ca: process.env[environment.webhookAuthority] ?? null,
  log: createLog('rocketchat-alerter-slack'),
});

/** Posts the alerts and summaries that the topic delivers. Fails if one was not taken over. */
export async function handler(event: unknown): Promise<void> {
  await alerts.relay(event);
}
