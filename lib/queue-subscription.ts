import { Aws, CfnCondition, Fn } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, type Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { nameInStack, type QueueRoute } from '../config/routes.ts';
import { filterOf } from './alert-filter.ts';

export interface QueueSubscriptionsProps {
  readonly alerts: Topic;
  readonly queues: readonly QueueRoute[];
  /** Where an alert is kept that a queue does not take. */
  readonly undelivered: IQueue;
}

const accountOf = (arn: string): string => arn.split(':')[4] ?? '';

/**
 * Subscribes the queues of the account to alerts. A queue of another account would wait to be confirmed by its owner,
 * who never hears of it: its owner may subscribe it instead. Which account that is turns out when the stack is deployed.
 */
export const subscribeQueues = (scope: Construct, { alerts, queues, undelivered }: QueueSubscriptionsProps): void => {
  for (const account of new Set(queues.map(({ arn }) => accountOf(arn)))) {
    const own = queues.filter(({ arn }) => accountOf(arn) === account);
    const isOwn = new CfnCondition(scope, `IsAccount${account}`, {
      expression: Fn.conditionEquals(Aws.ACCOUNT_ID, account),
    });
    for (const route of own) {
      const queue = Queue.fromQueueArn(scope, `Queue${nameInStack(route.arn)}`, route.arn);
      const delivery = { rawMessageDelivery: true, deadLetterQueue: undelivered, ...filterOf(route) };
      const { defaultChild } = alerts.addSubscription(new SqsSubscription(queue, delivery)).node;
      if (!(defaultChild instanceof CfnSubscription)) throw new Error('the subscription is not what it was');
      defaultChild.cfnOptions.condition = isOwn;
    }
    alerts.addToResourcePolicy(
      new PolicyStatement({
        sid: `QueuesOf${account}`,
        principals: [new AccountPrincipal(account)],
        actions: ['sns:Subscribe'],
        resources: [alerts.topicArn],
        conditions: { StringEquals: { 'sns:Protocol': 'sqs', 'sns:Endpoint': own.map(({ arn }) => arn) } },
      }),
    );
  }
};
