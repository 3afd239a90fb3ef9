import { everySeverity } from '../core/settings/values.ts';
import { Annotations, Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterOrPolicy, SubscriptionFilter, type Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { OperationsRecipient } from '../config/operations.ts';
import { messageTopic, subscribeAddress } from './message-topic.ts';

/** Who is notified of the alerter's own health. */
export interface OperationsTopicProps {
  /** Those who run the alerter. */
  readonly email: readonly OperationsRecipient[];
  /** The customer-managed key; null: what rests in the topic is not encrypted. */
  readonly key: IKey | null;
}

/** Where alarms about the alerter itself go, apart from the alerts, which may be what is in trouble. */
export class OperationsTopic extends Construct {
  /** The topic itself, to subscribe to. */
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email, key }: OperationsTopicProps) {
    super(scope, id);
    this.topic = messageTopic(this, { displayName: 'Rocket.Chat alerter: operations', key });
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
    if (email.length > 0) return;
    Annotations.of(this).addWarningV2(
      'rocketchat-alerter:noOperationsRecipients',
      'Nobody is notified when the alerter itself is unhealthy: name addresses under operations.email, or subscribe ' +
        'something else to the operations topic.',
    );
  }

  /**
   * Subscribes each address to the alarms of its severity. An alarm carries no attributes, so that it is known by its
   * name in the message.
   *
   * @param criticalAlarms the names of those that are critical
   */
  subscribe(email: readonly OperationsRecipient[], criticalAlarms: readonly string[]): void {
    const onlyCritical = {
      filterPolicyWithMessageBody: {
        AlarmName: FilterOrPolicy.filter(SubscriptionFilter.stringFilter({ allowlist: [...criticalAlarms] })),
      },
    };
    for (const { address, minimumSeverity } of email) {
      subscribeAddress(this.topic, address, minimumSeverity === everySeverity ? {} : onlyCritical);
    }
  }
}
