import { Annotations, Validations } from 'aws-cdk-lib';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { environment } from '../lambda/check/environment.ts';

export interface AlertTopicProps {
  /** Who is told by e-mail, once they have confirmed it. @default nobody */
  readonly email?: readonly string[];
}

/** Where alerts are published: SNS passes them on to whoever has subscribed. */
export class AlertTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email = [] }: AlertTopicProps = {}) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Rocket.Chat alerts', enforceSSL: true });
    for (const address of email) this.topic.addSubscription(new EmailSubscription(address));
    if (email.length === 0) {
      Annotations.of(this).addWarningV2(
        'rocketchat-alerter:nobodyIsTold',
        'No e-mail address is configured: unless something else subscribes to the alert topic, nobody is told.',
      );
    }
    Validations.of(this.topic).acknowledge({
      id: 'AwsSolutions-SNS2',
      reason: 'Messages are encrypted on their way, and leave as plain e-mail; a key of its own costs $1 a month.',
    });
  }

  /** Lets the check function publish alerts; and tells it where. */
  grantPublishing(check: Function): void {
    this.topic.grants.publish(check);
    check.addEnvironment(environment.alertTopic, this.topic.topicArn);
  }
}
