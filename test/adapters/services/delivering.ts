import { alertObject } from '../../../core/alerts/to-alert-object.ts';
import type { AlertObject } from '../../../core/alerts/alert-object.ts';
import type { DeliveryLimits } from '../../../adapters/http/delivery-limits.ts';
import { deliverToService } from '../../../adapters/services/deliver.ts';
import { incomingWebhook } from '../../../adapters/services/incoming-webhook.ts';
import { serviceNamed } from '../../../adapters/services/registry.ts';
import { SentRequests } from '../../../adapters/services/sent-requests.ts';
import type { PreparedService, Service } from '../../../adapters/services/service.ts';
import type { SecretSource } from '../../../core/base/secret-source.ts';
import type { SummaryObject } from '../../../core/summary/summary-object.ts';
import type { Severity } from '../../../core/settings/values.ts';
import { exampleAlerts } from '../../../cli/examples/alerts.ts';
import { exampleOrigin } from '../../../cli/examples/given.ts';
import { givenClock } from '../rocketchat/observing.ts';
import type { Fake } from './fakes/fake.ts';
import type { Reaction, ServiceServer } from './service-server.ts';

export const exampleNamed = (name: string): AlertObject => {
  const alert = exampleAlerts[name];
  if (alert === undefined) throw new Error(`there is no example ${name}`);
  return alertObject(alert, exampleOrigin);
};

export const opening = exampleNamed('disappeared.opened');

/** What is tested with a fake of it. */
export const serviceOf = ({ name }: Pick<Fake, 'name'>): Service =>
  name === incomingWebhook.name ? incomingWebhook : serviceNamed(name);

interface Given {
  readonly alert?: AlertObject | SummaryObject;
  readonly reactions?: readonly Reaction[];
  /** In turn, each time they are read; the last from then on. */
  readonly secrets?: readonly string[];
  readonly limits?: Partial<DeliveryLimits>;
  readonly minimumSeverity?: Severity;
  readonly sent?: SentRequests;
}

/** What came of handing an alert to a service on this machine. */
export const delivering = async (fake: Fake, server: ServiceServer, given: Given = {}) => {
  const { alert = opening, reactions = ['take'], secrets = [fake.secret(server.url)], limits = {} } = given;
  server.react(...reactions);
  const service = serviceOf(fake);
  const clock = givenClock();
  const before = server.got.length;
  const outcome = await deliverToService(alert, sourceOf(fake, server.url, secrets), {
    service,
    clock,
    limits,
    ca: null,
    random: () => 0.5,
    minimumSeverity: given.minimumSeverity ?? 'warning',
    sent: given.sent ?? new SentRequests(),
  });
  return {
    outcome: outcome.outcome,
    reason: 'reason' in outcome ? outcome.reason : '',
    isRetryable: 'retryable' in outcome && outcome.retryable,
    got: server.got.slice(before),
    waits: clock.sleeps,
  };
};

const sourceOf = (fake: Fake, base: string, secrets: readonly string[]): SecretSource<PreparedService> => {
  let [current = '', ...next] = secrets;
  const prepared = (): Promise<PreparedService> => {
    const made = serviceOf(fake).prepare(current, fake.options(base));
    if (made === null) throw new Error(`not a secret of ${fake.name}`);
    return Promise.resolve(made);
  };
  return {
    current: prepared,
    renewed: () => {
      [current = current, ...next] = next;
      return prepared();
    },
  };
};
