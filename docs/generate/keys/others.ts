import { below, type KeyTexts } from '../key-text.ts';

export const otherKeys: KeyTexts = {
  operations: { meaning: 'Who is told when the alerter itself is in trouble, by alarms on a topic of its own.' },
  ...below('operations', {
    email: {
      meaning: 'E-mail addresses. SNS asks each reader to confirm, apart from the confirmation for alerts.',
      otherwise: 'every address of `alerts.email`',
      example: ['night@example.com'],
    },
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
  dashboard: {
    meaning:
      'Whether there is a CloudWatch dashboard with the timeline of each workspace (the first twelve). Beyond three in an account, one costs $3 a month.',
    default: true,
    example: false,
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
