import { below, type KeyTexts } from '../key-text.ts';

const topicOnly: KeyTexts = {
  topicOnly: {
    meaning:
      'For a channel that is configured in Amazon Q Developer already, since an account can configure each only once: `true` makes a topic alone, which the stack names as an output and which you add to that configuration. It stands in place of the IDs, and they in place of it.',
    example: true,
  },
};

/** Which alerts a recipient gets. */
const route: KeyTexts = {
  minimumSeverity: {
    meaning: '`critical`: no alerts that are warnings only.',
    default: 'warning',
    example: 'critical',
  },
  workspaces: {
    meaning: 'The names of the workspaces whose alerts go there.',
    otherwise: 'all workspaces',
    example: ['production'],
  },
};

export const alertKeys: KeyTexts = {
  alerts: { meaning: 'Who is told: everybody here gets every alert, except where something else is said.' },
  ...below('alerts', {
    email: {
      meaning: 'E-mail addresses. SNS asks each reader to confirm.',
      default: [],
      example: ['ops@example.com'],
    },
    ...below('email', {
      address: { meaning: 'The address, where more is said of it.', example: 'ops@example.com' },
      ...route,
    }),
    slack: {
      meaning: 'Incoming webhooks of Slack, Rocket.Chat or Mattermost, one or a list of them.',
      default: [],
      example: { webhook: '/rocketchat-alerter/slack' },
    },
    ...below('slack', {
      webhook: {
        meaning:
          "The name of the SSM parameter (a SecureString) that holds the webhook's URL. `credentials set-webhook` stores it there.",
        example: '/rocketchat-alerter/slack',
      },
      ca: {
        meaning:
          "The certificate of the authority that signed the webhook server's certificate (a PEM file, named relative to this one, or its text), trusted beside the public authorities.",
        otherwise: 'only public authorities are trusted',
        example: 'office-ca.pem',
      },
      ...route,
    }),
    queues: {
      meaning: 'SQS queues that get alerts as JSON. Their policies must let the alert topic in.',
      default: [],
      example: [{ arn: 'arn:aws:sqs:us-east-1:123456789012:alerts' }],
    },
    ...below('queues', {
      arn: { meaning: 'The ARN of the queue.', example: 'arn:aws:sqs:us-east-1:123456789012:alerts' },
      ...route,
    }),
    chat: {
      meaning: 'A Slack channel that Amazon Q Developer posts to, with the end of an incident in its thread.',
      otherwise: 'none',
    },
    ...below('chat', {
      slackWorkspaceId: { meaning: 'The Slack workspace, authorized once in the console.', example: 'T012AB3CD' },
      slackChannelId: { meaning: 'The channel.', example: 'C012AB3CD' },
      ...topicOnly,
      ...route,
    }),
    teams: { meaning: 'A channel of Microsoft Teams that Amazon Q Developer posts to.', otherwise: 'none' },
    ...below('teams', {
      tenantId: {
        meaning: 'The Microsoft 365 tenant, authorized once in the console.',
        example: '11111111-2222-3333-4444-555555555555',
      },
      teamId: { meaning: 'The team.', example: '66666666-7777-8888-9999-000000000000' },
      channelId: { meaning: 'The channel.', example: '19%3Aabcdef%40thread.tacv2' },
      ...topicOnly,
      ...route,
    }),
    remindEvery: { meaning: 'How often an open incident is told again.', default: '4h', example: '8h' },
  }),
};
