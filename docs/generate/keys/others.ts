import { below, type KeyTexts } from '../key-text.ts';

export const otherKeys: KeyTexts = {
  operations: {
    meaning:
      'Who gets notified when the alerter itself is unhealthy, by CloudWatch alarms and by its self-check, on a topic of its own.',
  },
  ...below('operations', {
    email: {
      meaning: 'E-mail addresses. SNS asks each reader to confirm, apart from the confirmation for alerts.',
      otherwise:
        'the addresses of `alerts.email` without `workspaces`, each with its `minimumSeverity`; if all have some, all of them',
      example: ['night@example.com'],
    },
    ...below('email', {
      address: { meaning: 'The address, if it has a minimum severity.', example: 'night@example.com' },
      minimumSeverity: {
        meaning: '`critical`: only alarms that mean that nothing is watched, or that no alert is sent.',
        default: 'warning',
        example: 'critical',
      },
    }),
    smtp: {
      meaning:
        'The mail server by which `watch` sends alerts to `alerts.email`; see `docs/run-locally.md`. A deployment ignores it: there, SNS sends them.',
      otherwise: '`watch` sends no e-mail',
    },
    ...below('smtp', {
      host: { meaning: 'The name or the address of the server.', example: 'smtp.example.com' },
      port: { meaning: 'The port.', otherwise: '465 if `secure`, or else 587', example: 25 },
      secure: {
        meaning: 'Whether the connection is encrypted from its first byte. Otherwise STARTTLS encrypts it.',
        otherwise: '`true` for port 465',
        example: true,
      },
      allowInsecure: {
        meaning: 'Whether mail, and the password, may travel without encryption.',
        default: false,
        example: true,
      },
      user: {
        meaning:
          'The name to log in with. Its password is read from the environment variable `ROCKETCHAT_ALERTER_SMTP_PASSWORD`.',
        otherwise: 'the server asks for none',
        example: 'alerter',
      },
      from: { meaning: 'The sender.', example: 'Rocket.Chat alerter <alerter@example.com>' },
    }),
  }),
  history: { meaning: 'The snapshots of all checks, in a DynamoDB table.' },
  ...below('history', {
    keep: { meaning: 'How long they are kept.', default: '30d', example: '90d' },
    removeWithStack: {
      meaning: 'Whether the history goes when the stack is destroyed.',
      default: false,
      example: true,
    },
  }),
  timeZone: {
    meaning:
      'The time zone of those who get alerts: the texts then say each time in it, too, beside UTC. A workspace may have one of its own.',
    otherwise: 'times are in UTC only',
    example: 'Europe/Berlin',
  },
  dashboard: {
    meaning:
      'Whether there is a CloudWatch dashboard with the timeline of each workspace (the first twelve). Beyond three in an account, one costs $3 a month.',
    default: true,
    example: false,
  },
  docsUrl: {
    meaning:
      'Where a browser finds the pages of `docs/`, such as the web page of your Git server: alerts and alarms link to the runbook there.',
    otherwise:
      'the repository of the package at its version, where the package names one; else alarms name the heading of docs/runbook.md',
    example: 'https://git.example.com/rocketchat-alerter/blob/main/docs',
  },
  vpc: {
    meaning:
      'The private network that workspaces are checked from; see `docs/private-workspaces.md` for what it must have.',
    otherwise: 'workspaces are checked from the internet',
  },
  ...below('vpc', {
    id: { meaning: 'The VPC.', example: 'vpc-0123456789abcdef0' },
    subnets: {
      meaning: 'Private subnets of it, best in two availability zones.',
      example: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    },
    securityGroups: {
      meaning: 'Security groups of it that let the function out to the workspaces and to AWS.',
      otherwise: 'one of its own, which lets everything out and nothing in',
      example: ['sg-0123456789abcdef0'],
    },
    ipv6: {
      meaning:
        'Whether workspaces are reached over IPv6, too. Every subnet must then be dual-stack, or the deployment is refused.',
      default: false,
      example: true,
    },
  }),
  encryption: {
    meaning: 'A customer-managed key for all that is stored: the history, the topics and the queues.',
    otherwise: 'keys that AWS manages',
  },
  ...below('encryption', {
    key: {
      meaning:
        '`own` for a key that the stack makes ($1 a month), or the ARN of one whose policy lets the alerter use it; see `docs/encryption.md`.',
      example: 'own',
    },
  }),
};
