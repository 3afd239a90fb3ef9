import { below, type KeyTexts } from '../key-text.ts';

export const otherKeys: KeyTexts = {
  operations: {
    meaning:
      'Who gets notified when the alerter itself is unhealthy, by CloudWatch alarms and by its self-check, on a topic of its own.',
  },
  ...below('operations', {
    email: {
      meaning: 'E-mail addresses. SNS asks each reader to confirm, separately from the alerts.',
      otherwise:
        'the addresses of `alerts.email` without `workspaces`, each with its `minimumSeverity`; if all have `workspaces`, all addresses',
      example: ['night@example.com'],
    },
    ...below('email', {
      address: { meaning: 'The address, if it has a minimum severity.', example: 'night@example.com' },
      minimumSeverity: {
        meaning:
          'The lowest severity to send. `critical`: only alarms that mean that nothing is monitored or that no alert is sent.',
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
    keep: { meaning: 'How long snapshots are kept. Applies to new ones.', default: '30d', example: '90d' },
    removeWithStack: {
      meaning: 'Whether the history is deleted with the stack.',
      default: false,
      example: true,
    },
  }),
  summary: {
    meaning:
      'A weekly summary for the recipients whose messages people read: availability, incidents, the noisiest rule. See [summary](summary.md).',
    otherwise: 'no summary is sent',
  },
  ...below('summary', {
    weekly: { meaning: 'A day of the week and a time.', example: 'monday 08:00' },
    timeZone: {
      meaning: 'The time zone of `weekly`, and of the times in the summary.',
      otherwise: 'the `timeZone` of the file, or UTC',
      example: 'Europe/Berlin',
    },
  }),
  timeZone: {
    meaning:
      'The time zone of the recipients. Texts of alerts then show each time in it, in addition to UTC. A workspace may have its own.',
    otherwise: 'times are in UTC only',
    example: 'Europe/Berlin',
  },
  dashboard: {
    meaning:
      'Whether there is a CloudWatch dashboard with the timeline of each workspace (the first twelve). Beyond three in an account, one costs $3 a month.',
    default: true,
    example: false,
  },
  statusPage: {
    meaning:
      'A page on which others see how workspaces stand: a bucket and a CloudFront distribution, and a function that writes the page after changes. `true`: a page of each workspace under its name. See `docs/status-page.md`.',
    default: false,
    example: true,
  },
  ...below('statusPage', {
    title: {
      meaning: 'The title of the page. With more than one workspace, of the page that lists them.',
      otherwise: 'the name of the workspace; `Status` with more than one',
      example: 'Chat',
    },
    workspaces: {
      meaning: 'The workspaces that others see, at most 20.',
      otherwise: 'all',
      example: [{ name: 'production', title: 'Chat' }],
    },
    ...below('workspaces', {
      name: { meaning: 'The name of the workspace, if it has a title of its own.', example: 'production' },
      title: { meaning: 'The title of its page.', otherwise: 'its name', example: 'Chat' },
    }),
    since: {
      meaning: 'How much time the lines of the instances and the incidents cover.',
      default: '30d',
      example: '7d',
    },
    domain: {
      meaning: 'A domain of your own for the page.',
      otherwise: 'the domain that CloudFront assigns',
    },
    ...below('domain', {
      name: {
        meaning: 'The domain. Point it at the distribution yourself, with a CNAME or an alias record.',
        example: 'status.example.com',
      },
      certificate: {
        meaning: 'The ARN of its certificate, in us-east-1.',
        example: 'arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef',
      },
    }),
  }),
  metrics: {
    meaning:
      'Whether the checks write CloudWatch metrics: `listed`, `healthy`, `openIncidents` and `responseMilliseconds` of each workspace. Costs $1.20 a month for each workspace. A workspace may have its own value.',
    default: false,
    example: true,
  },
  docsUrl: {
    meaning: 'The URL of the folder `docs/`, such as on your Git server. Alerts and alarms then link to the runbook.',
    otherwise:
      'the repository of the package at its version, if the package names one; otherwise alarms name the heading of docs/runbook.md',
    example: 'https://git.example.com/rocketchat-alerter/blob/main/docs',
  },
  vpc: {
    meaning:
      'The private network from which workspaces are checked. See `docs/private-workspaces.md` for its requirements.',
    otherwise: 'workspaces are checked from the internet',
  },
  ...below('vpc', {
    id: { meaning: 'The VPC.', example: 'vpc-0123456789abcdef0' },
    subnets: {
      meaning: 'Private subnets, best in two availability zones.',
      example: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    },
    securityGroups: {
      meaning: 'Security groups that allow the function to reach the workspaces and AWS.',
      otherwise: 'a new one that allows all outgoing and no incoming traffic',
      example: ['sg-0123456789abcdef0'],
    },
    ipv6: {
      meaning:
        'Whether workspaces are reached over IPv6 as well. Every subnet must then be dual-stack, or the deployment fails.',
      default: false,
      example: true,
    },
  }),
  encryption: {
    meaning: 'A customer-managed key for everything that is stored: the history, the topics and the queues.',
    otherwise: 'keys that AWS manages',
  },
  ...below('encryption', {
    key: {
      meaning:
        '`own` for a key that the stack creates ($1 a month), or the ARN of an existing one whose policy allows the alerter. See `docs/encryption.md`.',
      example: 'own',
    },
  }),
};
