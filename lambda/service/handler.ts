import * as v from 'valibot';
import { readEnvironment } from '../../adapters/process/read-environment.ts';
import { createLog } from '../../adapters/process/log.ts';
import { serviceNamed } from '../../adapters/services/registry.ts';
import { serviceRelay } from '../../adapters/services/service-relay.ts';
import { severitySchema } from '../../core/settings/values.ts';
import { environment } from './environment.ts';

const service = serviceNamed(readEnvironment(environment.service));
const options: unknown = JSON.parse(readEnvironment(environment.options));

/** The secret is kept from one invocation to the next, as is what was sent. */
const alerts = serviceRelay({
  service,
  parameter: readEnvironment(environment.secretParameter),
  options,
  minimumSeverity: v.parse(severitySchema, readEnvironment(environment.minimumSeverity)),
  ca: process.env[environment.authority] ?? null,
  log: createLog(`rocketchat-alerter-${service.name}`),
});

/** Hands the alerts and summaries that the topic delivers to a service. Fails if one was not accepted. */
export async function handler(event: unknown): Promise<void> {
  await alerts.relay(event);
}
