import { readFileSync } from 'node:fs';
import { configurations, many } from '../lib/configurations.ts';

/** Every option that is not in one of the others. */
const otherOptions = `
workspaces:
  - name: production
    url: https://chat.example.com
    every: 5m
    recheckEvery: 1m
    expectedInstances: { min: 2 }
    heartbeatUrl: https://hc.example.com/ping/a-secret
    probe: { metrics: { port: 9100, path: /metrics }, ready: { path: /readyz }, addresses: list }
    maintenance: [{ weekly: sunday 03:00, timeZone: Europe/Berlin, for: 2h }]
  - { name: staging.2_b, url: "http://staging.example.com/chat", allowInsecure: true, every: 12h, recheckEvery: off }
maintenance: [{ cron: "30 2 1 * *", timeZone: UTC, for: 30m, kinds: [disappeared], reason: monthly updates }]
rules: { disappeared: off, memory: { limitMiB: 2048 }, lowMemory: { freePercent: 0 } }
alerts:
  email:
    - { address: boss@example.com, minimumSeverity: critical, workspaces: [production] }
    - ops@example.com
  slack:
    - { webhook: /chat/ops, minimumSeverity: critical }
    - { webhook: /chat/staging, workspaces: [staging.2_b] }
  queues:
    - { arn: "arn:aws:sqs:us-east-1:210987654321:theirs", minimumSeverity: critical, workspaces: [production] }
  chat: { topicOnly: true, workspaces: [production] }
  teams: { topicOnly: true, minimumSeverity: critical }
  remindEvery: 8h
operations: { email: [{ address: night@example.com, minimumSeverity: critical }] }
history: { keep: 3650d, removeWithStack: true }
dashboard: true
statusPage: { title: All, workspaces: [production, { name: staging.2_b, title: Test }], since: 7d }
docsUrl: https://git.example.com/alerter/blob/main/docs
vpc: { id: vpc-0a1b2c3d, subnets: [subnet-0a1b2c3d, subnet-0a1b2c3e], ipv6: true }
encryption: { key: own }
`;

const withoutDashboard = `
workspaces: [{ name: production, url: https://chat.example.com }]
dashboard: false
`;

/** What templates are made of, each under its name. */
export const linted: ReadonlyArray<readonly [string, string]> = [
  ...configurations,
  ['the example', readFileSync('alerter.example.yaml', 'utf8')],
  ['the other options', otherOptions],
  ['one without a dashboard', withoutDashboard],
  ['as many workspaces as there may be in a file', many(300)],
];
