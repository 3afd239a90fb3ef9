/**
 * The alerter as a part of a stack of one's own, which does something with its alerts:
 *
 *     npx cdk synth --app 'node --import tsx examples/own-app.ts'
 */
import { App, Duration, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import { SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { alerterSettings, InstanceAlerter } from 'rocketchat-instance-alerter';

class ChatOperations extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // The form of alerter.yaml; loadConfiguration('alerter.yaml') reads the file itself.
    const settings = alerterSettings({
      workspaces: [
        { name: 'production', url: 'https://chat.example.com', expectedInstances: 3 },
        { name: 'staging', url: 'https://staging.chat.example.com', every: '5m' },
      ],
      rules: { disappeared: { for: '2m' } },
      alerts: { email: ['ops@example.com'] },
      operations: { email: ['platform@example.com'] },
    });
    const alerter = new InstanceAlerter(this, 'Alerter', { settings });

    // Whatever subscribes to the topic gets each alert as one JSON object: docs/alerts.md.
    const tickets = new Queue(this, 'Tickets', { enforceSSL: true, retentionPeriod: Duration.days(14) });
    alerter.alerts.topic.addSubscription(
      new SqsSubscription(tickets, {
        rawMessageDelivery: true,
        filterPolicy: { severity: SubscriptionFilter.stringFilter({ allowlist: ['critical'] }) },
      }),
    );

    Tags.of(alerter).add('team', 'chat');
  }
}

new ChatOperations(new App(), 'ChatOperations');
