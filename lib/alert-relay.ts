import { Duration } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { filterOf } from './alert-filter.ts';
import type { Route } from '../config/routes.ts';
import { nodeFunction } from './node-function.ts';

export interface AlertRelayProps {
  readonly description: string;
  /** The handler's file, from the project's root. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly alerts: Topic;
  readonly route: Route;
  /** Keeps alerts that could not be forwarded. */
  readonly undelivered: IQueue;
}

/**
 * A function that gets the alerts of a route and hands them on. What SNS cannot hand to the function, and what the
 * function has failed on three times, is kept.
 */
export const alertRelay = (
  scope: Construct,
  { alerts, route, undelivered, ...props }: AlertRelayProps,
): LambdaFunction => {
  const { function: relay } = nodeFunction(scope, {
    ...props,
    memorySize: 256,
    // Two rounds of posts, of which the second goes to a URL read anew.
    timeout: Duration.minutes(1),
    retryAttempts: 2,
    maxEventAge: Duration.hours(1),
    failed: undelivered,
  });
  alerts.addSubscription(new LambdaSubscription(relay, { deadLetterQueue: undelivered, ...filterOf(route) }));
  return relay;
};
