import { everySeverity } from '../core/settings/values.ts';
import { createHash } from 'node:crypto';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { serviceNamed } from '../adapters/services/registry.ts';
import type { ServiceRoute } from '../config/routes.ts';
import { oneLine } from '../core/text/one-line.ts';
import { environment } from '../lambda/service/environment.ts';
import { alertRelay } from './alert-relay.ts';
import { grantReadingParameters } from './parameter-permissions.ts';

/** What Lambda takes. */
const maxDescription = 256;

export interface ServiceNotifierProps {
  readonly alerts: Topic;
  readonly route: ServiceRoute;
  /** Where an alert that was not accepted is kept. */
  readonly undelivered: IQueue;
}

/**
 * The same wherever it stands in the list: its function is not made anew because another was added.
 */
export const serviceId = ({ service, secret, options }: ServiceRoute): string => {
  const hash = createHash('sha256').update(JSON.stringify([service, secret, options]));
  return `Service-${service}-${hash.digest('hex').slice(0, 8)}`;
};

/**
 * Hands the alerts of a route to a service such as PagerDuty or Telegram. Each has a function of its own: a topic knows a
 * function only once, with one filter policy, and what fails at one service is not repeated at another.
 */
export class ServiceNotifier extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, { alerts, route, undelivered }: ServiceNotifierProps) {
    super(scope, id);
    const { title, isLifecycle } = serviceNamed(route.service);
    this.function = alertRelay(this, {
      description: oneLine(`Hands Rocket.Chat alerts to ${title} with the secret in ${route.secret}`, maxDescription),
      entry: 'lambda/service/handler.ts',
      environment: {
        [environment.service]: route.service,
        [environment.secretParameter]: route.secret,
        [environment.options]: JSON.stringify(route.options),
        [environment.minimumSeverity]: route.minimumSeverity,
        ...(route.ca !== null && { [environment.authority]: route.ca }),
      },
      alerts,
      // An incident may end less severe than it began: the function itself leaves out openings, and no end.
      route: isLifecycle ? { ...route, minimumSeverity: everySeverity } : route,
      undelivered,
    });
    grantReadingParameters(this, this.function, [route.secret]);
  }
}
