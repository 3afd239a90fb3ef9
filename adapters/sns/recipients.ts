/** Somebody or something that a topic is to reach. */
export interface Recipient {
  /** How SNS delivers to it. */
  readonly protocol: 'email' | 'sqs' | 'lambda' | 'https';
  /** An address or an ARN; null: whatever subscribes by this protocol, as Amazon Q Developer does. */
  readonly endpoint: string | null;
  /** For a person. */
  readonly name: string;
}

/** A topic with all whom it is to reach. */
export interface WatchedTopic {
  /** What it is for: `alerts`, `operations`, `chat`, `teams`. */
  readonly name: string;
  readonly arn: string;
  readonly recipients: readonly Recipient[];
}

/** One that a topic has. */
export interface Subscription {
  readonly protocol: string;
  readonly endpoint: string;
  /** null: not confirmed yet. */
  readonly arn: string | null;
}

/** `pending`: not confirmed, so that nothing is delivered; `gone`: never made, deleted, or unsubscribed. */
export type SubscriptionState = 'confirmed' | 'pending' | 'gone';

const isOf = ({ protocol, endpoint }: Recipient, subscription: Subscription): boolean =>
  subscription.protocol === protocol &&
  (endpoint === null || subscription.endpoint.toLowerCase() === endpoint.toLowerCase());

export const subscriptionState = (recipient: Recipient, subscriptions: readonly Subscription[]): SubscriptionState => {
  const own = subscriptions.filter((subscription) => isOf(recipient, subscription));
  if (own.length === 0) return 'gone';
  return own.some(({ arn }) => arn !== null) ? 'confirmed' : 'pending';
};

const accountOf = (arn: string): string => arn.split(':')[4] ?? '';

/** Whether a queue is another account's: its owner has to subscribe it, because nobody else can confirm it. */
export const isOfOtherAccount = ({ protocol, endpoint }: Recipient, topicArn: string): boolean =>
  protocol === 'sqs' && endpoint !== null && accountOf(endpoint) !== accountOf(topicArn);

/** What is wrong with a recipient that is not confirmed, and what to do, in one line. */
export const recipientAdvice = (
  recipient: Recipient,
  state: Exclude<SubscriptionState, 'confirmed'>,
  topicArn: string,
): string => {
  if (isOfOtherAccount(recipient, topicArn)) {
    return `not subscribed: the owner of account ${accountOf(recipient.endpoint ?? '')} has to subscribe it to ${topicArn}`;
  }
  if (recipient.protocol === 'https') {
    return `Amazon Q Developer does not listen: add ${topicArn} to the configuration of the channel`;
  }
  return state === 'pending'
    ? 'not confirmed: the reader has to follow the link in the e-mail from SNS within 48 hours, after which it is deleted'
    : 'not subscribed any more (unsubscribed, or not confirmed within 48 hours): subscribe it again';
};
