import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { environment } from '../lambda/check/environment.ts';
import { messageTopic } from './message-topic.ts';

/** Where alerts are published: SNS passes them on to whoever has subscribed. */
export class AlertTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.topic = messageTopic(this, 'Rocket.Chat alerts');
  }

  /** Lets the check function publish alerts; and tells it where. */
  grantPublishing(check: Function): void {
    this.topic.grants.publish(check);
    check.addEnvironment(environment.alertTopic, this.topic.topicArn);
  }
}
