import { Annotations, Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { messageTopic } from './message-topic.ts';

export interface OperationsTopicProps {
  /** The addresses of those who run the alerter. */
  readonly email: readonly string[];
}

/** Where alarms about the alerter itself go, apart from the alerts, which may be what is in trouble. */
export class OperationsTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email }: OperationsTopicProps) {
    super(scope, id);
    this.topic = messageTopic(this, 'Rocket.Chat alerter: operations');
    // A policy that only refuses what is not encrypted takes the place of the one by which alarms could publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowAlarms',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: { 'aws:SourceArn': Stack.of(this).formatArn({ service: 'cloudwatch', resource: 'alarm:*' }) },
        },
      }),
    );
    for (const address of email) this.topic.addSubscription(new EmailSubscription(address));
    if (email.length > 0) return;
    Annotations.of(this).addWarningV2(
      'rocketchat-alerter:nobodyIsToldOfTrouble',
      'Nobody is to be told when the alerter itself is in trouble: name addresses under operations.email, or ' +
        'subscribe something else to the operations topic.',
    );
  }
}
