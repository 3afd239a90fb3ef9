import { Annotations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Recipient } from '../adapters/sns/recipients.ts';
import {
  type AlertRoutes,
  allRoutes,
  nameInStack,
  type Route,
  serviceText,
  type SlackChannel,
  type TeamsChannel,
  type TopicOnly,
} from '../config/routes.ts';
import { filterOf } from './alert-filter.ts';
import {
  type ChatNotifierProps,
  ChatTopicNotifier,
  SlackChannelNotifier,
  TeamsChannelNotifier,
} from './chat-notifier.ts';
import { deadLetterQueue } from './dead-letter-queue.ts';
import { subscribeAddress } from './message-topic.ts';
import { subscribeQueues } from './queue-subscription.ts';
import { serviceId, ServiceNotifier } from './service-notifier.ts';
import { SlackNotifier } from './slack-notifier.ts';

/** Where alerts come from, and where they go. */
export interface AlertRoutingProps {
  /** The topic to which the check function publishes. */
  readonly alerts: Topic;
  /** Who gets which alerts. */
  readonly routes: AlertRoutes;
  /** The names of all workspaces. */
  readonly workspaces: readonly string[];
  /** The customer-managed key; null: keys that AWS manages. */
  readonly key: IKey | null;
}

/** Who gets which alerts of the topic. */
export class AlertRouting extends Construct {
  /** Alerts that could not be forwarded, kept for two weeks; null where there are none but e-mail addresses. */
  readonly undelivered: Queue | null;
  /** The topics that Amazon Q Developer gets alerts from, by what it posts to. */
  readonly chatTopics: Readonly<Record<string, Topic>> = {};
  /** Whom the alert topic is to reach. */
  readonly recipients: readonly Recipient[];

  constructor(scope: Construct, id: string, { alerts, routes, workspaces, key }: AlertRoutingProps) {
    super(scope, id);
    const { email, slack, queues, services, chat, teams } = routes;
    for (const route of email) subscribeAddress(alerts, route.address, filterOf(route));
    this.#warnOfSilence(routes, workspaces);
    const recipients: Recipient[] = email.map(({ address }) => ({
      protocol: 'email',
      endpoint: address,
      name: address,
    }));
    this.recipients = recipients;

    if (slack.length + queues.length + services.length === 0 && chat === null && teams === null) {
      this.undelivered = null;
      return;
    }
    const undelivered = deadLetterQueue(this, 'Undelivered', {
      key,
      of: 'of the subscriptions and of the functions that forward alerts',
    });
    this.undelivered = undelivered;
    for (const route of slack) {
      const { webhook } = route;
      const notifier = new SlackNotifier(this, `Slack${nameInStack(webhook)}`, { alerts, route, undelivered });
      recipients.push({ protocol: 'lambda', endpoint: notifier.function.functionArn, name: webhook });
    }
    for (const route of services) {
      const notifier = new ServiceNotifier(this, serviceId(route), { alerts, route, undelivered });
      recipients.push({ protocol: 'lambda', endpoint: notifier.function.functionArn, name: serviceText(route) });
    }
    subscribeQueues(this, { alerts, queues, undelivered });
    recipients.push(...queues.map(({ arn }): Recipient => ({ protocol: 'sqs', endpoint: arn, name: arn })));
    const ofChannel = { alerts, undelivered, key };
    const channels = {
      ...(chat !== null && { chat: this.#slackChannel(chat, ofChannel) }),
      ...(teams !== null && { teams: this.#teamsChannel(teams, ofChannel) }),
    };
    for (const [name, { function: relay }] of Object.entries(channels)) {
      recipients.push({ protocol: 'lambda', endpoint: relay.functionArn, name: `Amazon Q Developer, ${name}` });
    }
    this.chatTopics = Object.fromEntries(Object.entries(channels).map(([name, { topic }]) => [name, topic]));
  }

  #slackChannel(channel: SlackChannel | TopicOnly, props: Omit<ChatNotifierProps<Route>, 'channel'>) {
    return 'topicOnly' in channel
      ? new ChatTopicNotifier(this, 'Chat', { channel, ...props })
      : new SlackChannelNotifier(this, 'Chat', { channel, ...props });
  }

  #teamsChannel(channel: TeamsChannel | TopicOnly, props: Omit<ChatNotifierProps<Route>, 'channel'>) {
    return 'topicOnly' in channel
      ? new ChatTopicNotifier(this, 'Teams', { channel, ...props })
      : new TeamsChannelNotifier(this, 'Teams', { channel, ...props });
  }

  #warnOfSilence(routes: AlertRoutes, workspaces: readonly string[]): void {
    const all = allRoutes(routes);
    if (all.length === 0) {
      Annotations.of(this).addWarningV2(
        'rocketchat-alerter:noRecipients',
        'No alert has a recipient: unless something else subscribes to the alert topic, nobody is notified.',
      );
      return;
    }
    const silent = workspaces.filter((name) => all.every((route) => route.workspaces?.includes(name) === false));
    if (silent.length === 0) return;
    Annotations.of(this).addWarningV2(
      'rocketchat-alerter:workspacesWithoutRecipients',
      `Alerts of ${silent.join(', ')} have no recipient: each recipient names other workspaces only.`,
    );
  }
}
