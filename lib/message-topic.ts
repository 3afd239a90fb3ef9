import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, type EmailSubscriptionProps } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export interface MessageTopicOptions {
  readonly displayName: string;
  /** The customer-managed key; null: what rests in the topic is not encrypted. */
  readonly key: IKey | null;
}

/** A topic for messages that people are going to read. */
export const messageTopic = (scope: Construct, { displayName, key }: MessageTopicOptions): Topic => {
  const topic = new Topic(scope, 'Topic', { displayName, enforceSSL: true, ...(key !== null && { masterKey: key }) });
  if (key !== null) return topic;
  acknowledge(topic, {
    id: 'AwsSolutions-SNS2',
    reason:
      'Messages are encrypted on their way, and leave as plain text; a key of its own, for $1 a month, is there for the asking: `encryption`.',
  });
  return topic;
};

/** Subscribes a person at this address, once the reader has confirmed it. */
export const subscribeAddress = (topic: Topic, address: string, options: EmailSubscriptionProps = {}): void => {
  const subscription = topic.addSubscription(new EmailSubscription(address, options));
  acknowledge(subscription, {
    id: 'Serverless-SNSRedrivePolicy',
    reason: 'SNS tries an address for hours; what a mail server refuses for good is counted as a failed delivery.',
  });
};
