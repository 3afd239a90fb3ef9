// Written by `npm run docs` from the schema and docs/generate/keys/.

/** Who is told: everybody here gets every alert, except where something else is said. */
export interface AlertsConfiguration {
  /**
   * E-mail addresses. SNS asks each reader to confirm.
   * @default []
   */
  readonly email?: ReadonlyArray<{
    /**
     * The address, where more is said of it.
     * Allowed: an e-mail address in ASCII letters, such as ops@example.com (a domain in others is written xn--…).
     */
    readonly address: string;
    /**
     * `critical`: no alerts that are warnings only.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * The names of the workspaces whose alerts go there.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
  } | string>;
  /**
   * Incoming webhooks of Slack, Rocket.Chat or Mattermost, one or a list of them.
   * @default []
   */
  readonly slack?: {
    /**
     * The name of the SSM parameter (a SecureString) that holds the webhook's URL. `credentials set-webhook` stores
     * it there.
     * Allowed: the name of an SSM parameter, such as /rocketchat-alerter/slack, never a credential itself.
     */
    readonly webhook: string;
    /**
     * The certificate of the authority that signed the webhook server's certificate (a PEM file, named relative to
     * this one, or its text), trusted beside the public authorities.
     * Allowed: the name of a PEM file with the certificate of your own authority, or what it holds.
     * @default only public authorities are trusted
     */
    readonly ca?: string;
    /**
     * `critical`: no alerts that are warnings only.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * The names of the workspaces whose alerts go there.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
  } | ReadonlyArray<{
    /**
     * The name of the SSM parameter (a SecureString) that holds the webhook's URL. `credentials set-webhook` stores
     * it there.
     * Allowed: the name of an SSM parameter, such as /rocketchat-alerter/slack, never a credential itself.
     */
    readonly webhook: string;
    /**
     * The certificate of the authority that signed the webhook server's certificate (a PEM file, named relative to
     * this one, or its text), trusted beside the public authorities.
     * Allowed: the name of a PEM file with the certificate of your own authority, or what it holds.
     * @default only public authorities are trusted
     */
    readonly ca?: string;
    /**
     * `critical`: no alerts that are warnings only.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * The names of the workspaces whose alerts go there.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
  }>;
  /**
   * SQS queues that get alerts as JSON. Their policies must let the alert topic in.
   * @default []
   */
  readonly queues?: ReadonlyArray<{
    /**
     * The ARN of the queue.
     * Allowed: the ARN of a standard queue, such as arn:aws:sqs:us-east-1:123456789012:alerts.
     */
    readonly arn: string;
    /**
     * `critical`: no alerts that are warnings only.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * The names of the workspaces whose alerts go there.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
  }>;
  /**
   * A Slack channel that Amazon Q Developer posts to, with the end of an incident in its thread.
   * @default none
   */
  readonly chat?: {
    /**
     * The Slack workspace, authorized once in the console.
     * Allowed: the ID of a Slack workspace, such as T012AB3CD.
     */
    readonly slackWorkspaceId: string;
    /**
     * The channel.
     * Allowed: the ID of a Slack channel, such as C012AB3CD.
     */
    readonly slackChannelId: string;
    /**
     * `critical`: no alerts that are warnings only.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * The names of the workspaces whose alerts go there.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
  } | {
    /**
     * For a channel that is configured in Amazon Q Developer already, since an account can configure each only once:
     * `true` makes a topic alone, which the stack names as an output and which you add to that configuration. It
     * stands in place of the IDs, and they in place of it.
     */
    readonly topicOnly: true;
    /**
     * `critical`: no alerts that are warnings only.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * The names of the workspaces whose alerts go there.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
  };
  /**
   * A channel of Microsoft Teams that Amazon Q Developer posts to.
   * @default none
   */
  readonly teams?: {
    /**
     * The Microsoft 365 tenant, authorized once in the console.
     * Allowed: the ID of a Microsoft 365 tenant: a UUID, as in the link to the channel.
     */
    readonly tenantId: string;
    /**
     * The team.
     * Allowed: the ID of a team: a UUID, as in the link to the channel.
     */
    readonly teamId: string;
    /**
     * The channel.
     * Allowed: the ID of a channel as in its link: 19%3A…%40thread.tacv2.
     */
    readonly channelId: string;
    /**
     * `critical`: no alerts that are warnings only.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * The names of the workspaces whose alerts go there.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
  } | {
    /**
     * For a channel that is configured in Amazon Q Developer already, since an account can configure each only once:
     * `true` makes a topic alone, which the stack names as an output and which you add to that configuration. It
     * stands in place of the IDs, and they in place of it.
     */
    readonly topicOnly: true;
    /**
     * `critical`: no alerts that are warnings only.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * The names of the workspaces whose alerts go there.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
  };
  /**
   * How often an open incident is told again.
   * Allowed: a duration from 1s to 30d.
   * @default 4h
   */
  readonly remindEvery?: string;
}
