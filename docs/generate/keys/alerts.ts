import { services } from '../../../adapters/services/list.ts';
import { below, type KeyTexts } from '../key-text.ts';

const topicOnly: KeyTexts = {
  topicOnly: {
    meaning:
      '`true` creates only a topic, which the stack prints as an output and which you add to an existing configuration of Amazon Q Developer. For channels that have one already, because an account can configure each channel only once. Use this or the IDs.',
    example: true,
  },
};

/** Which alerts a recipient gets. */
const route: KeyTexts = {
  minimumSeverity: {
    meaning: 'The lowest severity to send: `warning` or `critical`.',
    default: 'warning',
    example: 'critical',
  },
  after: {
    meaning:
      'Escalation: this recipient gets an incident only if it is still open, and not acknowledged, that long after it was first sent; then also its reminders and its resolution. From 1 m to 1 d.',
    otherwise: 'at once',
    example: '15m',
  },
  workspaces: {
    meaning: 'The workspaces whose alerts this recipient gets, by name.',
    otherwise: 'all workspaces',
    example: ['production'],
  },
};

/** Of a recipient whose messages people read. */
const readRoute: KeyTexts = {
  ...route,
  summary: {
    meaning:
      'Whether this recipient gets the weekly summary, if `summary` configures one. A recipient with `after` never does.',
    default: true,
    example: false,
  },
};

export const alertKeys: KeyTexts = {
  alerts: { meaning: 'The recipients. Each gets every alert, unless `minimumSeverity` or `workspaces` limits it.' },
  ...below('alerts', {
    email: {
      meaning: 'E-mail addresses. SNS asks each reader to confirm.',
      default: [],
      example: ['ops@example.com'],
    },
    ...below('email', {
      address: { meaning: 'The address, if it has other keys.', example: 'ops@example.com' },
      ...readRoute,
    }),
    slack: {
      meaning: 'Incoming webhooks of Slack, Rocket.Chat or Mattermost: one or a list.',
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
      ...readRoute,
    }),
    queues: {
      meaning: 'SQS queues that get alerts as JSON. Their policies must allow the alert topic.',
      default: [],
      example: [{ arn: 'arn:aws:sqs:us-east-1:123456789012:alerts' }],
    },
    ...below('queues', {
      arn: { meaning: 'The ARN of the queue.', example: 'arn:aws:sqs:us-east-1:123456789012:alerts' },
      ...route,
    }),
    services: {
      meaning: 'On-call services, chats and webhooks: see [services](services.md).',
      default: [],
      example: [{ service: 'pagerduty', secret: '/rocketchat-alerter/pagerduty' }],
    },
    ...below('services', {
      service: { meaning: 'The service.', example: 'pagerduty' },
      secret: {
        meaning:
          'The name of the SSM parameter (a SecureString) that holds its secret: a key, a token or a URL. `credentials set-secret` stores it there.',
        example: '/rocketchat-alerter/pagerduty',
      },
      ca: {
        meaning:
          "The certificate of the authority that signed the certificate of the service's server (a PEM file, named relative to this one, or its text), trusted beside the public authorities.",
        otherwise: 'only public authorities are trusted',
        example: 'office-ca.pem',
      },
      ...Object.fromEntries(services.flatMap(({ optionTexts }) => Object.entries(optionTexts))),
      ...readRoute,
    }),
    chat: {
      meaning: 'A Slack channel that Amazon Q Developer posts to, with the resolution in the thread of the incident.',
      otherwise: 'none',
    },
    ...below('chat', {
      slackWorkspaceId: { meaning: 'The Slack workspace, authorized once in the console.', example: 'T012AB3CD' },
      slackChannelId: { meaning: 'The channel.', example: 'C012AB3CD' },
      ...topicOnly,
      ...readRoute,
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
      ...readRoute,
    }),
    remindEvery: {
      meaning: 'How often an alert repeats while its incident is open. Longer: fewer messages.',
      default: '4h',
      example: '8h',
    },
  }),
};
