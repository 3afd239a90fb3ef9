import { Validations } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** A topic for messages that people are going to read. */
export const messageTopic = (scope: Construct, displayName: string): Topic => {
  const topic = new Topic(scope, 'Topic', { displayName, enforceSSL: true });
  Validations.of(topic).acknowledge({
    id: 'AwsSolutions-SNS2',
    reason: 'Messages are encrypted on their way, and leave as plain text; a key of its own costs $1 a month.',
  });
  return topic;
};
