import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { environment } from '../lambda/check/environment.ts';
import { messageTopic } from './message-topic.ts';

/** Where alerts are published: SNS passes them on to all subscribers. */
export class AlertTopic extends Construct {
  /** The topic itself, to subscribe to. */
  readonly topic: Topic;

  /** @param key the customer-managed key; null: what rests in the topic is not encrypted */
  constructor(scope: Construct, id: string, { key }: { readonly key: IKey | null }) {
    super(scope, id);
    this.topic = messageTopic(this, { displayName: 'Rocket.Chat alerts', key });
  }

  /** Lets the check function publish alerts; and passes its name. */
  grantPublishing(check: Function): void {
    this.topic.grants.publish(check);
    check.addEnvironment(environment.alertTopic, this.topic.topicArn);
  }
}
