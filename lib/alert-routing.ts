import { Annotations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { filterOf } from './alert-filter.ts';
import {
  type ChatNotifierProps,
  ChatTopicNotifier,
  SlackChannelNotifier,
  TeamsChannelNotifier,
} from './chat-notifier.ts';
import { deadLetterQueue } from './dead-letter-queue.ts';
import {
  type AlertRoutes,
  allRoutes,
  nameInStack,
  type Route,
  type SlackChannel,
  type TeamsChannel,
  type TopicOnly,
} from '../config/routes.ts';
import { subscribeAddress } from './message-topic.ts';
import { SlackNotifier } from './slack-notifier.ts';

export interface AlertRoutingProps {
  readonly alerts: Topic;
  readonly routes: AlertRoutes;
  /** The names of all workspaces. */
  readonly workspaces: readonly string[];
  /** The customer-managed key; null: keys that AWS manages. */
  readonly key: IKey | null;
}

/** Who gets which alerts of the topic. */
export class AlertRouting extends Construct {
  /** Alerts that could not be handed on, kept for two weeks; null where there are none but e-mail addresses. */
  readonly undelivered: Queue | null;
  /** The topics that Amazon Q Developer gets alerts from, by whom it posts to. */
  readonly chatTopics: Readonly<Record<string, Topic>> = {};

  constructor(scope: Construct, id: string, { alerts, routes, workspaces, key }: AlertRoutingProps) {
    super(scope, id);
    const { email, slack, queues, chat, teams } = routes;
    for (const route of email) subscribeAddress(alerts, route.address, filterOf(route));
    this.#warnOfSilence(routes, workspaces);

    if (slack.length + queues.length === 0 && chat === null && teams === null) {
      this.undelivered = null;
      return;
    }
    const undelivered = deadLetterQueue(this, 'Undelivered', {
      key,
      of: 'of the subscriptions and of the functions that hand alerts on',
    });
    this.undelivered = undelivered;
    for (const route of slack)
      new SlackNotifier(this, `Slack${nameInStack(route.webhook)}`, { alerts, route, undelivered });
    for (const route of queues) {
      const queue = Queue.fromQueueArn(this, `Queue${nameInStack(route.arn)}`, route.arn);
      const delivery = { rawMessageDelivery: true, deadLetterQueue: undelivered, ...filterOf(route) };
      alerts.addSubscription(new SqsSubscription(queue, delivery));
    }
    const ofChannel = { alerts, undelivered, key };
    this.chatTopics = {
      ...(chat !== null && { chat: this.#slackChannel(chat, ofChannel).topic }),
      ...(teams !== null && { teams: this.#teamsChannel(teams, ofChannel).topic }),
    };
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
        'rocketchat-alerter:nobodyIsTold',
        'Nobody is to be told of alerts: unless something else subscribes to the alert topic, nobody is told.',
      );
      return;
    }
    const silent = workspaces.filter((name) => all.every((route) => route.workspaces?.includes(name) === false));
    if (silent.length === 0) return;
    Annotations.of(this).addWarningV2(
      'rocketchat-alerter:nobodyIsToldOfWorkspaces',
      `No one is told of alerts of ${silent.join(', ')}: each place that alerts go to names other workspaces only.`,
    );
  }
}
