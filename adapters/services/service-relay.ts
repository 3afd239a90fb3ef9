import type { Severity } from '../../core/settings/values.ts';
import type { Log } from '../process/log.ts';
import { systemClock } from '../process/system-clock.ts';
import { Relay, RelayError } from '../sns/relay.ts';
import { SecretParameter } from '../ssm/secret-parameter.ts';
import { smallParameterReader } from '../ssm/small-parameter-reader.ts';
import { deliverToService } from './deliver.ts';
import { SentRequests } from './sent-requests.ts';
import type { Service } from './service.ts';

interface ServiceRelayOptions {
  readonly service: Service;
  /** The SSM parameter with the secret. */
  readonly parameter: string;
  /** What else the file says of it. */
  readonly options: unknown;
  readonly minimumSeverity: Severity;
  /** PEM of an authority that is trusted beside the public ones; null: none is. */
  readonly ca: string | null;
  readonly log: Log;
}

/** Hands the alerts and summaries that a topic delivers to a service, for as long as the function's container lives. */
export function serviceRelay({ service, parameter, options, log, ...own }: ServiceRelayOptions): Relay {
  const { holds, form } = service.secret;
  const tools = { ...own, service, sent: new SentRequests(), clock: systemClock };
  const secret = new SecretParameter({
    readParameter: smallParameterReader({ environment: process.env, clock: systemClock }),
    name: parameter,
    holds,
    form,
    read: (text) => service.prepare(text, options),
  });
  return new Relay({
    log,
    forward: async (message) => {
      const outcome = await deliverToService(message, secret, tools);
      if (outcome.outcome === 'accepted') return;
      const { retryable, reason } = outcome;
      throw new RelayError(`not accepted by ${service.title} (${parameter}): ${reason}`, { retryable });
    },
  });
}
