import { Annotations, Duration, Validations } from 'aws-cdk-lib';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { filterOf } from './alert-filter.ts';
import { SlackChannelNotifier, TeamsChannelNotifier } from './chat-notifier.ts';
import { type AlertRoutes, allRoutes } from './config/routes.ts';
import { SlackNotifier } from './slack-notifier.ts';

export interface AlertRoutingProps {
  readonly alerts: Topic;
  readonly routes: AlertRoutes;
  /** The names of all workspaces. */
  readonly workspaces: readonly string[];
}

/** Who gets which alerts of the topic. */
export class AlertRouting extends Construct {
  /** Alerts that could not be handed on, kept for two weeks; null where there are none but e-mail addresses. */
  readonly undelivered: Queue | null;
  /** The topics that Amazon Q Developer gets alerts from, by whom it posts to. */
  readonly chatTopics: Readonly<Record<string, Topic>> = {};

  constructor(scope: Construct, id: string, { alerts, routes, workspaces }: AlertRoutingProps) {
    super(scope, id);
    const { email, slack, queues, chat, teams } = routes;
    for (const route of email) alerts.addSubscription(new EmailSubscription(route.address, filterOf(route)));
    this.#warnOfSilence(routes, workspaces);

    if (slack.length + queues.length === 0 && chat === null && teams === null) {
      this.undelivered = null;
      return;
    }
    const undelivered = this.#keepUndelivered();
    this.undelivered = undelivered;
    for (const route of slack) new SlackNotifier(this, `Slack${idOf(route.webhook)}`, { alerts, route, undelivered });
    for (const route of queues) {
      const queue = Queue.fromQueueArn(this, `Queue${idOf(route.arn)}`, route.arn);
      const delivery = { rawMessageDelivery: true, deadLetterQueue: undelivered, ...filterOf(route) };
      alerts.addSubscription(new SqsSubscription(queue, delivery));
    }
    this.chatTopics = {
      ...(chat !== null && {
        chat: new SlackChannelNotifier(this, 'Chat', { alerts, channel: chat, undelivered }).topic,
      }),
      ...(teams !== null && {
        teams: new TeamsChannelNotifier(this, 'Teams', { alerts, channel: teams, undelivered }).topic,
      }),
    };
  }

  #keepUndelivered(): Queue {
    const queue = new Queue(this, 'Undelivered', { enforceSSL: true, retentionPeriod: Duration.days(14) });
    Validations.of(queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself the dead-letter queue, of the subscriptions and of the functions that hand alerts on.',
    });
    return queue;
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

/** Tells one place from another in the names that CloudFormation knows its parts by. */
const idOf = (name: string): string => name.replaceAll('/', '-');
