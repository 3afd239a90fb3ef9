import { GetSubscriptionAttributesCommand, type SNSClient } from '@aws-sdk/client-sns';
import { listSubscriptions } from '../../adapters/sns/list-subscriptions.ts';
import {
  recipientAdvice,
  type Subscription,
  subscriptionState,
  type WatchedTopic,
} from '../../adapters/sns/recipients.ts';
import { type Timestamp, toTimestamp } from '../../core/base/time.ts';
import type { Resource } from './deployment.ts';
import { inTurns } from './in-turns.ts';
import type { RecipientStatus } from './report.ts';

/**
 * Every recipient of the topics, and whether it would get anything: those of the configuration, and whatever else has
 * subscribed.
 *
 * @param resources of the stack, which say since when a subscription waits; null: not known
 */
export async function readRecipients(
  client: SNSClient,
  topics: readonly WatchedTopic[],
  resources: readonly Resource[] | null,
): Promise<readonly RecipientStatus[]> {
  const listed = await inTurns(topics, async (topic) => ({
    topic,
    subscriptions: await listSubscriptions(client, topic.arn),
  }));
  const isPending = listed.some(({ subscriptions }) => subscriptions.some(({ arn }) => arn === null));
  const since = isPending && resources !== null ? await madeAt(client, resources) : new Map<string, Timestamp>();
  return listed.flatMap(({ topic, subscriptions }) =>
    recipientsOf(topic, subscriptions).map((one) =>
      one.state === 'pending' ? { ...one, since: since.get(keyOf(topic.arn, one.name)) ?? null } : one,
    ),
  );
}

const recipientsOf = (
  { name: topic, arn, recipients }: WatchedTopic,
  subscriptions: readonly Subscription[],
): readonly RecipientStatus[] => {
  const isConfigured = ({ protocol, endpoint }: Subscription): boolean =>
    recipients.some(
      (recipient) =>
        recipient.protocol === protocol &&
        (recipient.endpoint === null || recipient.endpoint.toLowerCase() === endpoint.toLowerCase()),
    );
  const others = subscriptions
    .filter((subscription) => !isConfigured(subscription))
    .map(({ protocol, endpoint, arn: confirmed }): RecipientStatus => {
      const state = confirmed === null ? 'pending' : 'confirmed';
      const advice =
        confirmed === null ? 'not confirmed: what has subscribed it must confirm it within 48 hours' : null;
      return { topic, name: endpoint, protocol, state, since: null, advice };
    });
  const configured = recipients.map((recipient): RecipientStatus => {
    const state = subscriptionState(recipient, subscriptions);
    const advice = state === 'confirmed' ? null : recipientAdvice(recipient, state, arn);
    return { topic, name: recipient.name, protocol: recipient.protocol, state, since: null, advice };
  });
  return [...configured, ...others];
};

const keyOf = (topic: string, endpoint: string): string => `${topic} ${endpoint.toLowerCase()}`;

/** A list of subscriptions has no times; when the stack made each is when it began to wait. */
async function madeAt(client: SNSClient, resources: readonly Resource[]): Promise<ReadonlyMap<string, Timestamp>> {
  const made = resources.filter(
    ({ type, physicalId }) => type === 'AWS::SNS::Subscription' && physicalId.startsWith('arn:'),
  );
  const entries = await inTurns(
    made,
    async ({ physicalId, changedAt }): Promise<ReadonlyArray<[string, Timestamp]>> => {
      // One that is gone has no attributes, and one that may not be read shows none: its time is then not known.
      const attributes: Record<string, string> = await client
        .send(new GetSubscriptionAttributesCommand({ SubscriptionArn: physicalId }))
        .then(
          ({ Attributes = {} }) => Attributes,
          () => ({}),
        );
      const { TopicArn = '', Endpoint = '' } = attributes;
      return changedAt === null || Endpoint === '' ? [] : [[keyOf(TopicArn, Endpoint), toTimestamp(changedAt)]];
    },
  );
  return new Map(entries.flat());
}
