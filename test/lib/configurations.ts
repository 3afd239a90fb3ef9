/** As little as there can be. */
export const smallest = 'workspaces: [{ name: production, url: https://chat.example.com }]';

const everyReader = `
workspaces:
  - { name: production, url: https://chat.example.com, heartbeatUrl: /rocketchat-alerter/heartbeat }
  - { name: staging, url: https://staging.example.com, credentials: /chat/staging }
alerts:
  email: [ops@example.com]
  slack: { webhook: /chat/ops }
  services: [{ service: pagerduty, secret: /chat/pagerduty, minimumSeverity: critical }]
  queues: [{ arn: "arn:aws:sqs:us-east-1:123456789012:alerts" }]
  chat: { slackWorkspaceId: T012AB3CD, slackChannelId: C012AB3CD }
  teams:
    tenantId: 11111111-2222-3333-4444-555555555555
    teamId: 66666666-7777-8888-9999-000000000000
    channelId: 19%3Aabc%40thread.tacv2
dashboard: true
summary: { weekly: monday 08:00, timeZone: Europe/Berlin }
`;

const network = `
vpc: { id: vpc-0a1b2c3d, subnets: [subnet-0a1b2c3d, subnet-0a1b2c3e] }
`;

/** Everything that makes parts of a stack. */
export const full = `${everyReader}${network}encryption: { key: own }
statusPage:
  title: Chat
  workspaces: [production]
  domain: { name: status.example.com, certificate: "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab" }
`;

/** With a key and security groups that are there already. */
export const withOthersParts = `${smallest}
statusPage: true
vpc: { id: vpc-0a1b2c3d, subnets: [subnet-0a1b2c3d], securityGroups: [sg-0a1b2c3d] }
encryption: { key: "arn:aws:kms:us-east-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef" }
`;

/** So many workspaces, with the longest names that there may be. */
export const many = (count: number): string =>
  [
    'workspaces:',
    ...Array.from({ length: count }, (_, index) => {
      const name = `${'n'.repeat(45)}${String(index).padStart(3, '0')}`;
      return `  - { name: ${name}, url: https://chat.example.com }`;
    }),
  ].join('\n');

export const configurations: ReadonlyArray<readonly [string, string]> = [
  ['the smallest', smallest],
  ['one for every reader, without a key', everyReader],
  ['the full one', full],
  ['one with a network and a key that were there before', withOthersParts],
];
