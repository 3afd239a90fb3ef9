import { everySeverity } from '../../core/settings/values.ts';
import type { AwsErrorKind } from '../../adapters/aws/error-kind.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { deliverToService } from '../../adapters/services/deliver.ts';
import type { ServiceFailureKind } from '../../adapters/services/outcome.ts';
import { SentRequests } from '../../adapters/services/sent-requests.ts';
import type { Service } from '../../adapters/services/service.ts';
import type { Route } from '../../config/routes.ts';
import type { AlertObject } from '../../core/alerts/alert-object.ts';
import { alertObject } from '../../core/alerts/to-alert-object.ts';
import type { SummaryObject } from '../../core/summary/summary-object.ts';
import { Problem } from '../base/problem.ts';
import { deliveryLimits as limits, type DeliveryOutcome, type Destination } from './destination.ts';

const errorKinds: Readonly<Record<ServiceFailureKind, AwsErrorKind>> = {
  later: 'throttled',
  timeout: 'unavailable',
  network: 'unavailable',
  // The alerts after it are sent all the same.
  'wrong-secret': 'refused',
  gone: 'refused',
  refused: 'refused',
};

interface GivenService {
  /** For a person, and never a secret. */
  readonly name: string;
  readonly service: Service;
  readonly route: Route;
  /** What else the file says of it. */
  readonly options: unknown;
  /** PEM of an authority that is trusted beside the public ones; null: none is. */
  readonly ca: string | null;
}

interface GivenSecret {
  readonly text: string;
  /** The environment variable that holds it. */
  readonly variable: string;
}

/** A service with its secret from the environment. @throws Problem where that is none */
export function serviceDestination(
  { name, service, route, options, ca }: GivenService,
  { text, variable }: GivenSecret,
): Destination {
  const { minimumSeverity } = route;
  const prepared = service.prepare(text, options);
  if (prepared === null) {
    const { holds, form } = service.secret;
    throw new Problem(`${variable} does not hold ${holds}: copy it again (${form})`);
  }
  const current = () => Promise.resolve(prepared);
  const sent = new SentRequests();
  const handOver = async (message: AlertObject | SummaryObject): Promise<DeliveryOutcome> => {
    const tools = { service, minimumSeverity, ca, sent, clock: systemClock, limits };
    const delivered = await deliverToService(message, { current, renewed: current }, tools);
    if (delivered.outcome === 'accepted') return null;
    const { outcome, retryable, reason } = delivered;
    return { kind: errorKinds[outcome], isRefusal: !retryable && outcome !== 'network', reason };
  };
  return {
    name,
    // An incident may end less severe than it began.
    route: service.isLifecycle ? { ...route, minimumSeverity: everySeverity } : route,
    deliver: (alert, origin) => handOver(alertObject(alert, origin)),
    deliverSummary: handOver,
  };
}
