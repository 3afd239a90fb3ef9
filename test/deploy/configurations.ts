export const name = 'deploy-test';
/** A workspace that only the first deployment has. */
export const removed = 'removed';
/** One that only the second has, whose credentials are gone. */
export const added = 'added';

/** A queue of another account, which its owner has not subscribed. */
export const otherQueue = 'arn:aws:sqs:us-east-1:210987654321:theirs';

export const parameters = {
  credentials: '/rocketchat-alerter/deploy-test',
  goneCredentials: '/rocketchat-alerter/gone',
  webhook: '/rocketchat-alerter/deploy-test-webhook',
  heartbeat: '/rocketchat-alerter/deploy-test-heartbeat',
} as const;

export interface Urls {
  /** Where the workspace is that the test is about. */
  readonly url: string;
  /** Where the others are. */
  readonly otherUrl: string;
}

/** The shortest waits that are allowed: what is tested is the way, not the rules. */
const configuration = (url: string, other: string, unauthorized: string): string => `
workspaces:
  - { name: ${name}, url: "${url}", credentials: ${parameters.credentials}, heartbeatUrl: ${parameters.heartbeat} }
  - ${other}
rules:
  unresponsive: { staleAfter: 20s, for: 0s, resolveAfter: 0s }
  disappeared: { for: 0s, resolveAfter: 0s }
  unauthorized: { for: 0s, resolveAfter: 0s, severity: ${unauthorized} }
alerts:
  email: [ops@example.com]
  queues: [{ arn: "${otherQueue}" }]
  slack: { webhook: ${parameters.webhook}, minimumSeverity: critical, workspaces: [${name}] }
`;

export const firstConfiguration = ({ url, otherUrl }: Urls): string =>
  configuration(url, `{ name: ${removed}, url: "${otherUrl}", credentials: ${parameters.credentials} }`, 'critical');

/** With a changed rule, without a workspace, and with a new one. */
export const secondConfiguration = ({ url, otherUrl }: Urls): string =>
  configuration(url, `{ name: ${added}, url: "${otherUrl}", credentials: ${parameters.goneCredentials} }`, 'warning');
