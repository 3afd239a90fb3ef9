import * as v from 'valibot';
import { readEnvironment } from '../../adapters/process/read-environment.ts';
import { createLog } from '../../adapters/process/log.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { deliverToService } from '../../adapters/services/deliver.ts';
import { serviceNamed } from '../../adapters/services/registry.ts';
import { SentRequests } from '../../adapters/services/sent-requests.ts';
import { Relay, RelayError } from '../../adapters/sns/relay.ts';
import { SecretParameter } from '../../adapters/ssm/secret-parameter.ts';
import { smallParameterReader } from '../../adapters/ssm/small-parameter-reader.ts';
import { severitySchema } from '../../core/settings/values.ts';
import { environment } from './environment.ts';

const service = serviceNamed(readEnvironment(environment.service));
const parameter = readEnvironment(environment.secretParameter);
const options: unknown = JSON.parse(readEnvironment(environment.options));
const minimumSeverity = v.parse(severitySchema, readEnvironment(environment.minimumSeverity));
const ca = process.env[environment.authority] ?? null;
const { holds, form } = service.secret;

/** Kept from one invocation to the next, as is what was sent. */
const secret = new SecretParameter({
  readParameter: smallParameterReader({ environment: process.env, clock: systemClock }),
  name: parameter,
  holds,
  form,
  read: (text) => service.prepare(text, options),
});
const sent = new SentRequests();

const alerts = new Relay({
  log: createLog(`rocketchat-alerter-${service.name}`),
  forward: async (alert) => {
    const tools = { service, minimumSeverity, ca, sent, clock: systemClock };
    const outcome = await deliverToService(alert, secret, tools);
    if (outcome.outcome === 'accepted') return;
    const { retryable, reason } = outcome;
    throw new RelayError(`not accepted by ${service.title} (${parameter}): ${reason}`, { retryable });
  },
});

/** Hands the alerts that the topic delivers to a service. Fails if one was not accepted. */
export async function handler(event: unknown): Promise<void> {
  await alerts.relay(event);
}
