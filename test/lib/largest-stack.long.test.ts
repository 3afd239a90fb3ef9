import { expect, test } from '@jest/globals';
import { givenTemplate } from './given-stack.ts';

const many = (count: number, item: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => item(index)).join(', ');

test('the stack holds as much as the configuration allows', () => {
  const full = givenTemplate(`
workspaces: [${many(300, (index) => `{ name: w${index}, url: https://x.example.com }`)}]
alerts:
  email: [${many(25, (index) => `a${index}@example.com`)}]
  slack: [${many(8, (index) => `{ webhook: /webhook/${index} }`)}]
  queues: [${many(20, (index) => `{ arn: "arn:aws:sqs:us-east-1:123456789012:q${index}" }`)}]
  chat: { slackWorkspaceId: T012AB3CD, slackChannelId: C012AB3CD }
  teams:
    tenantId: 11111111-2222-3333-4444-555555555555
    teamId: 66666666-7777-8888-9999-000000000000
    channelId: 19%3Aabc%40thread.tacv2
`);
  const { Resources: resources } = full.toJSON() as { readonly Resources: object };
  expect(Object.keys(resources).length).toBeLessThanOrEqual(500);
});

test('300 workspaces leave room for the largest status page beside recipients of every kind', () => {
  const withPage = givenTemplate(`
workspaces: [${many(300, (index) => `{ name: ${'n'.repeat(45)}${index}, url: https://x.example.com }`)}]
alerts:
  email: [${many(10, (index) => `a${index}@example.com`)}]
  slack: { webhook: /webhook }
  services: [${many(5, (index) => `{ service: pagerduty, secret: /chat/pagerduty-${index} }`)}]
  queues: [{ arn: "arn:aws:sqs:us-east-1:123456789012:q" }]
  chat: { slackWorkspaceId: T012AB3CD, slackChannelId: C012AB3CD }
encryption: { key: own }
statusPage:
  workspaces: [${many(20, (index) => `{ name: ${'n'.repeat(45)}${index}, title: ${'t'.repeat(80)} }`)}]
`);
  const { Resources: resources } = withPage.toJSON() as { readonly Resources: object };
  expect(Object.keys(resources).length).toBeLessThanOrEqual(500);
  expect(JSON.stringify(withPage.toJSON()).length).toBeLessThan(1_000_000);
});
