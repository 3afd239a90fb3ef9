import { Aws, Names } from 'aws-cdk-lib';
import { CfnMicrosoftTeamsChannelConfiguration, SlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { environment } from '../lambda/chat/environment.ts';
import { alertRelay } from './alert-relay.ts';
import type { Route, SlackChannel, TeamsChannel } from '../config/routes.ts';
import { messageTopic } from './message-topic.ts';

export interface ChatNotifierProps<Channel extends Route> {
  readonly alerts: Topic;
  readonly channel: Channel;
  /** Where an alert that could not be handed to Amazon Q is kept. */
  readonly undelivered: IQueue;
  /** The customer-managed key; null: what rests in the topic is not encrypted. */
  readonly key: IKey | null;
}

/**
 * Hands alerts to Amazon Q Developer by a topic of its own, because that subscribes over `https` without a filter policy
 * and drops whatever has not its own schema. By itself it is for a channel that is configured already: an account has
 * one configuration for each channel, to which this topic can be added.
 */
export class ChatTopicNotifier extends Construct {
  readonly topic: Topic;
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, { alerts, channel, undelivered, key }: ChatNotifierProps<Route>) {
    super(scope, id);
    this.topic = messageTopic(this, { displayName: 'Rocket.Chat alerts for Amazon Q Developer', key });
    this.function = alertRelay(this, {
      description: 'Hands Rocket.Chat alerts to Amazon Q Developer.',
      entry: 'lambda/chat/handler.ts',
      environment: { [environment.chatTopic]: this.topic.topicArn },
      alerts,
      route: channel,
      undelivered,
    });
    this.topic.grants.publish(this.function);
  }

  /** What a reader of the channel may do through Amazon Q: nothing is allowed. */
  protected makeRole(): Role {
    return new Role(this, 'Role', {
      description: 'For the channel to which Amazon Q Developer posts Rocket.Chat alerts. It allows nothing.',
      assumedBy: new ServicePrincipal('chatbot.amazonaws.com'),
    });
  }

  /** Known throughout the account, in every region. */
  protected configurationName(): string {
    return `${Names.uniqueResourceName(this, { maxLength: 100, separator: '-' })}-${Aws.REGION}`;
  }
}

/** By default it would be AdministratorAccess, should the role ever allow more. */
const guardrail = () => ManagedPolicy.fromAwsManagedPolicyName('CloudWatchReadOnlyAccess');

/** Posts alerts to a Slack channel through Amazon Q Developer. */
export class SlackChannelNotifier extends ChatTopicNotifier {
  constructor(scope: Construct, id: string, props: ChatNotifierProps<SlackChannel>) {
    super(scope, id, props);
    const { slackWorkspaceId, slackChannelId } = props.channel;
    new SlackChannelConfiguration(this, 'Channel', {
      slackChannelConfigurationName: this.configurationName(),
      slackWorkspaceId,
      slackChannelId,
      notificationTopics: [this.topic],
      role: this.makeRole(),
      guardrailPolicies: [guardrail()],
    });
  }
}

/** Posts alerts to a channel of Microsoft Teams through Amazon Q Developer. */
export class TeamsChannelNotifier extends ChatTopicNotifier {
  constructor(scope: Construct, id: string, props: ChatNotifierProps<TeamsChannel>) {
    super(scope, id, props);
    const { tenantId, teamId, channelId } = props.channel;
    new CfnMicrosoftTeamsChannelConfiguration(this, 'Channel', {
      configurationName: this.configurationName(),
      teamsTenantId: tenantId,
      teamId,
      teamsChannelId: channelId,
      snsTopicArns: [this.topic.topicArn],
      iamRoleArn: this.makeRole().roleArn,
      guardrailPolicies: [guardrail().managedPolicyArn],
    });
  }
}
