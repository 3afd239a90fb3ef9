import { ListSubscriptionsByTopicCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Subscription } from './recipients.ts';

/** Of a hundred each; a topic of this project has a few dozen subscriptions. */
const maxPages = 50;

/** All subscriptions of a topic. One that was deleted is listed for a while, and left out here. */
export const listSubscriptions = async (client: SNSClient, topicArn: string): Promise<readonly Subscription[]> => {
  const found: Subscription[] = [];
  let next: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const { Subscriptions = [], NextToken } = await client.send(
      new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, ...(next !== undefined && { NextToken: next }) }),
    );
    for (const { Protocol = '', Endpoint = '', SubscriptionArn = '' } of Subscriptions) {
      if (SubscriptionArn === 'Deleted') continue;
      // In place of an ARN, SNS says `PendingConfirmation`.
      found.push({
        protocol: Protocol,
        endpoint: Endpoint,
        arn: SubscriptionArn.startsWith('arn:') ? SubscriptionArn : null,
      });
    }
    if (NextToken === undefined || NextToken === '') break;
    next = NextToken;
  }
  return found;
};
