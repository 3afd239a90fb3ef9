/* eslint-disable max-lines -- It is generated. */
// Written by `npm run docs` from the schema and docs/generate/keys/.

/** The recipients. Each gets every alert, unless `minimumSeverity` or `workspaces` limits it. */
export interface AlertsConfiguration {
  /**
   * E-mail addresses. SNS asks each reader to confirm.
   * @default []
   */
  readonly email?: ReadonlyArray<{
    /**
     * The address, if it has other keys.
     * Allowed: an e-mail address in ASCII letters, such as ops@example.com (a domain in others is written xn--…).
     */
    readonly address: string;
    /**
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
    /**
     * Whether this recipient gets the weekly summary, if `summary` configures one. A recipient with `after` never
     * does.
     * @default true
     */
    readonly summary?: boolean;
  } | string>;
  /**
   * Incoming webhooks of Slack, Rocket.Chat or Mattermost: one or a list.
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
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
    /**
     * Whether this recipient gets the weekly summary, if `summary` configures one. A recipient with `after` never
     * does.
     * @default true
     */
    readonly summary?: boolean;
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
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
    /**
     * Whether this recipient gets the weekly summary, if `summary` configures one. A recipient with `after` never
     * does.
     * @default true
     */
    readonly summary?: boolean;
  }>;
  /**
   * SQS queues that get alerts as JSON. Their policies must allow the alert topic.
   * @default []
   */
  readonly queues?: ReadonlyArray<{
    /**
     * The ARN of the queue.
     * Allowed: the ARN of a standard queue, such as arn:aws:sqs:us-east-1:123456789012:alerts.
     */
    readonly arn: string;
    /**
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
  }>;
  /**
   * On-call services, chats and webhooks: see [services](services.md).
   * @default []
   */
  readonly services?: ReadonlyArray<{
    /** The service. */
    readonly service: 'pagerduty';
    /**
     * The name of the SSM parameter (a SecureString) that holds its secret: a key, a token or a URL. `credentials
     * set-secret` stores it there.
     * Allowed: the name of an SSM parameter, such as /rocketchat-alerter/pagerduty, never a credential itself.
     */
    readonly secret: string;
    /**
     * The certificate of the authority that signed the certificate of the service's server (a PEM file, named
     * relative to this one, or its text), trusted beside the public authorities.
     * Allowed: the name of a PEM file with the certificate of your own authority, or what it holds.
     * @default only public authorities are trusted
     */
    readonly ca?: string;
    /**
     * Another address of the service's API: that of its EU region, or of your own server. For `pagerduty`,
     * `opsgenie`, `telegram` and `ntfy`.
     * Allowed: an https URL without user, query and fragment, such as https://events.eu.pagerduty.com.
     * @default the public address of the service
     */
    readonly url?: string;
    /**
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
  } | {
    /** The service. */
    readonly service: 'opsgenie';
    /**
     * The name of the SSM parameter (a SecureString) that holds its secret: a key, a token or a URL. `credentials
     * set-secret` stores it there.
     * Allowed: the name of an SSM parameter, such as /rocketchat-alerter/pagerduty, never a credential itself.
     */
    readonly secret: string;
    /**
     * The certificate of the authority that signed the certificate of the service's server (a PEM file, named
     * relative to this one, or its text), trusted beside the public authorities.
     * Allowed: the name of a PEM file with the certificate of your own authority, or what it holds.
     * @default only public authorities are trusted
     */
    readonly ca?: string;
    /**
     * Another address of the service's API: that of its EU region, or of your own server. For `pagerduty`,
     * `opsgenie`, `telegram` and `ntfy`.
     * Allowed: an https URL without user, query and fragment, such as https://events.eu.pagerduty.com.
     * @default the public address of the service
     */
    readonly url?: string;
    /**
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
  } | {
    /** The service. */
    readonly service: 'alertmanager';
    /**
     * The name of the SSM parameter (a SecureString) that holds its secret: a key, a token or a URL. `credentials
     * set-secret` stores it there.
     * Allowed: the name of an SSM parameter, such as /rocketchat-alerter/pagerduty, never a credential itself.
     */
    readonly secret: string;
    /**
     * The certificate of the authority that signed the certificate of the service's server (a PEM file, named
     * relative to this one, or its text), trusted beside the public authorities.
     * Allowed: the name of a PEM file with the certificate of your own authority, or what it holds.
     * @default only public authorities are trusted
     */
    readonly ca?: string;
    /**
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
  } | {
    /** The service. */
    readonly service: 'webhook';
    /**
     * The name of the SSM parameter (a SecureString) that holds its secret: a key, a token or a URL. `credentials
     * set-secret` stores it there.
     * Allowed: the name of an SSM parameter, such as /rocketchat-alerter/pagerduty, never a credential itself.
     */
    readonly secret: string;
    /**
     * The certificate of the authority that signed the certificate of the service's server (a PEM file, named
     * relative to this one, or its text), trusted beside the public authorities.
     * Allowed: the name of a PEM file with the certificate of your own authority, or what it holds.
     * @default only public authorities are trusted
     */
    readonly ca?: string;
    /**
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
  } | {
    /** The service. */
    readonly service: 'teams-workflow';
    /**
     * The name of the SSM parameter (a SecureString) that holds its secret: a key, a token or a URL. `credentials
     * set-secret` stores it there.
     * Allowed: the name of an SSM parameter, such as /rocketchat-alerter/pagerduty, never a credential itself.
     */
    readonly secret: string;
    /**
     * The certificate of the authority that signed the certificate of the service's server (a PEM file, named
     * relative to this one, or its text), trusted beside the public authorities.
     * Allowed: the name of a PEM file with the certificate of your own authority, or what it holds.
     * @default only public authorities are trusted
     */
    readonly ca?: string;
    /**
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
    /**
     * Whether this recipient gets the weekly summary, if `summary` configures one. A recipient with `after` never
     * does.
     * @default true
     */
    readonly summary?: boolean;
  } | {
    /** The service. */
    readonly service: 'discord';
    /**
     * The name of the SSM parameter (a SecureString) that holds its secret: a key, a token or a URL. `credentials
     * set-secret` stores it there.
     * Allowed: the name of an SSM parameter, such as /rocketchat-alerter/pagerduty, never a credential itself.
     */
    readonly secret: string;
    /**
     * The certificate of the authority that signed the certificate of the service's server (a PEM file, named
     * relative to this one, or its text), trusted beside the public authorities.
     * Allowed: the name of a PEM file with the certificate of your own authority, or what it holds.
     * @default only public authorities are trusted
     */
    readonly ca?: string;
    /**
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
    /**
     * Whether this recipient gets the weekly summary, if `summary` configures one. A recipient with `after` never
     * does.
     * @default true
     */
    readonly summary?: boolean;
  } | {
    /** The service. */
    readonly service: 'telegram';
    /**
     * The name of the SSM parameter (a SecureString) that holds its secret: a key, a token or a URL. `credentials
     * set-secret` stores it there.
     * Allowed: the name of an SSM parameter, such as /rocketchat-alerter/pagerduty, never a credential itself.
     */
    readonly secret: string;
    /**
     * The certificate of the authority that signed the certificate of the service's server (a PEM file, named
     * relative to this one, or its text), trusted beside the public authorities.
     * Allowed: the name of a PEM file with the certificate of your own authority, or what it holds.
     * @default only public authorities are trusted
     */
    readonly ca?: string;
    /**
     * Another address of the service's API: that of its EU region, or of your own server. For `pagerduty`,
     * `opsgenie`, `telegram` and `ntfy`.
     * Allowed: an https URL without user, query and fragment, such as https://events.eu.pagerduty.com.
     * @default the public address of the service
     */
    readonly url?: string;
    /**
     * The chat that the bot posts to, of `telegram`.
     * Allowed: the id of a chat, such as "-1001234567890", or @ and the name of a public channel.
     */
    readonly chat: string;
    /**
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
    /**
     * Whether this recipient gets the weekly summary, if `summary` configures one. A recipient with `after` never
     * does.
     * @default true
     */
    readonly summary?: boolean;
  } | {
    /** The service. */
    readonly service: 'matrix';
    /**
     * The name of the SSM parameter (a SecureString) that holds its secret: a key, a token or a URL. `credentials
     * set-secret` stores it there.
     * Allowed: the name of an SSM parameter, such as /rocketchat-alerter/pagerduty, never a credential itself.
     */
    readonly secret: string;
    /**
     * The certificate of the authority that signed the certificate of the service's server (a PEM file, named
     * relative to this one, or its text), trusted beside the public authorities.
     * Allowed: the name of a PEM file with the certificate of your own authority, or what it holds.
     * @default only public authorities are trusted
     */
    readonly ca?: string;
    /**
     * The address of the homeserver, of `matrix`.
     * Allowed: an https URL without user, query and fragment, such as https://matrix.example.com.
     */
    readonly homeserver: string;
    /**
     * The room that is posted to, of `matrix`.
     * Allowed: the id of a room, such as "!abcdefghijklmnop:example.com".
     */
    readonly room: string;
    /**
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
    /**
     * Whether this recipient gets the weekly summary, if `summary` configures one. A recipient with `after` never
     * does.
     * @default true
     */
    readonly summary?: boolean;
  } | {
    /** The service. */
    readonly service: 'ntfy';
    /**
     * The name of the SSM parameter (a SecureString) that holds its secret: a key, a token or a URL. `credentials
     * set-secret` stores it there.
     * Allowed: the name of an SSM parameter, such as /rocketchat-alerter/pagerduty, never a credential itself.
     */
    readonly secret: string;
    /**
     * The certificate of the authority that signed the certificate of the service's server (a PEM file, named
     * relative to this one, or its text), trusted beside the public authorities.
     * Allowed: the name of a PEM file with the certificate of your own authority, or what it holds.
     * @default only public authorities are trusted
     */
    readonly ca?: string;
    /**
     * Another address of the service's API: that of its EU region, or of your own server. For `pagerduty`,
     * `opsgenie`, `telegram` and `ntfy`.
     * Allowed: an https URL without user, query and fragment, such as https://events.eu.pagerduty.com.
     * @default the public address of the service
     */
    readonly url?: string;
    /**
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
    /**
     * Whether this recipient gets the weekly summary, if `summary` configures one. A recipient with `after` never
     * does.
     * @default true
     */
    readonly summary?: boolean;
  }>;
  /**
   * A Slack channel that Amazon Q Developer posts to, with the resolution in the thread of the incident.
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
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
    /**
     * Whether this recipient gets the weekly summary, if `summary` configures one. A recipient with `after` never
     * does.
     * @default true
     */
    readonly summary?: boolean;
  } | {
    /**
     * `true` creates only a topic, which the stack prints as an output and which you add to an existing configuration
     * of Amazon Q Developer. For channels that have one already, because an account can configure each channel only
     * once. Use this or the IDs.
     */
    readonly topicOnly: true;
    /**
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
    /**
     * Whether this recipient gets the weekly summary, if `summary` configures one. A recipient with `after` never
     * does.
     * @default true
     */
    readonly summary?: boolean;
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
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
    /**
     * Whether this recipient gets the weekly summary, if `summary` configures one. A recipient with `after` never
     * does.
     * @default true
     */
    readonly summary?: boolean;
  } | {
    /**
     * `true` creates only a topic, which the stack prints as an output and which you add to an existing configuration
     * of Amazon Q Developer. For channels that have one already, because an account can configure each channel only
     * once. Use this or the IDs.
     */
    readonly topicOnly: true;
    /**
     * The lowest severity to send: `warning` or `critical`.
     * @default warning
     */
    readonly minimumSeverity?: 'warning' | 'critical';
    /**
     * Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it
     * was first sent; then also its reminders and its resolution. From 1 m to 1 d.
     * Allowed: a duration from 1m to 1d.
     * @default at once
     */
    readonly after?: string;
    /**
     * The workspaces whose alerts this recipient gets, by name.
     * @default all workspaces
     */
    readonly workspaces?: readonly string[];
    /**
     * Whether this recipient gets the weekly summary, if `summary` configures one. A recipient with `after` never
     * does.
     * @default true
     */
    readonly summary?: boolean;
  };
  /**
   * How often an alert repeats while its incident is open. Longer: fewer messages.
   * Allowed: a duration from 1s to 30d.
   * @default 4h
   */
  readonly remindEvery?: string;
}
