import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { environment } from '../lambda/slack/environment.ts';
import { alertRelay } from './alert-relay.ts';
import { oneLine } from '../core/text/one-line.ts';
import type { SlackRoute } from '../config/routes.ts';
import { grantReadingParameters } from './parameter-permissions.ts';

/** What Lambda takes. */
const maxDescription = 256;

export interface SlackNotifierProps {
  readonly alerts: Topic;
  readonly route: SlackRoute;
  /** Where an alert that could not be posted is kept. */
  readonly undelivered: IQueue;
}

/**
 * Posts the alerts of a route to a webhook of Slack, Rocket.Chat or Mattermost. Each webhook has a function of its own:
 * a topic knows a function only once, with one filter policy, and what fails at one webhook is not repeated at another.
 */
export class SlackNotifier extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, { alerts, route, undelivered }: SlackNotifierProps) {
    super(scope, id);
    this.function = alertRelay(this, {
      description: oneLine(`Posts Rocket.Chat alerts to the webhook in ${route.webhook}`, maxDescription),
      entry: 'lambda/slack/handler.ts',
      environment: {
        [environment.webhookParameter]: route.webhook,
        ...(route.ca !== null && { [environment.webhookAuthority]: route.ca }),
      },
      alerts,
      route,
      undelivered,
    });
    grantReadingParameters(this, this.function, [route.webhook]);
  }
}
