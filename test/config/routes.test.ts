import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readConfiguration } from '../../config/load.ts';
import { allRoutes } from '../../config/routes.ts';
import { mistakesOf, routesOf, withAlerts } from './given-alerts.ts';

const everything = { minimumSeverity: 'warning', workspaces: null };
const chat = '{ slackWorkspaceId: T012AB3CD, slackChannelId: C012AB3CD }';
const ids = 'tenantId: 11111111-2222-3333-4444-555555555555, teamId: 66666666-7777-8888-9999-000000000000';
const channelId = '19%3Aabc_123%40thread.tacv2';
const arn = 'arn:aws:sqs:eu-central-1:123456789012:alerts';

describe('alerts go', () => {
  test('to addresses, to each of them all or only those it is for', () => {
    const { email } = routesOf(
      '{ email: [ops@example.com, { address: boss@example.com, minimumSeverity: critical, workspaces: [production] }] }',
    );
    expect(email).toEqual([
      { address: 'ops@example.com', ...everything },
      { address: 'boss@example.com', minimumSeverity: 'critical', workspaces: ['production'] },
    ]);
  });

  test('to one webhook or to several', () => {
    expect(routesOf('{ slack: { webhook: /chat/slack } }').slack).toEqual([
      { webhook: '/chat/slack', ca: null, ...everything },
    ]);
    expect(routesOf('{ slack: [{ webhook: /a, minimumSeverity: critical }, { webhook: /b }] }').slack).toEqual([
      { webhook: '/a', ca: null, minimumSeverity: 'critical', workspaces: null },
      { webhook: '/b', ca: null, ...everything },
    ]);
  });

  test('to queues, to a Slack channel and to Microsoft Teams', () => {
    const routes = routesOf(
      `{ queues: [{ arn: "${arn}", workspaces: [staging] }], chat: ${chat}, teams: { ${ids}, channelId: "${channelId}" } }`,
    );
    expect(routes.queues).toEqual([{ arn, minimumSeverity: 'warning', workspaces: ['staging'] }]);
    expect(routes.chat).toEqual({ slackWorkspaceId: 'T012AB3CD', slackChannelId: 'C012AB3CD', ...everything });
    expect(routes.teams).toMatchObject({ channelId, ...everything });
  });
});

describe('a recipient that waits', () => {
  const alerts =
    '{ email: [ops@example.com, { address: boss@example.com, after: 15m }], slack: { webhook: /a, after: 1h, workspaces: [staging] } }';

  test('says for how long, and the others that they are beside it', () => {
    const { email, slack } = routesOf(alerts);
    expect(email).toEqual([
      { address: 'ops@example.com', ...everything, isBesideOthers: true },
      { address: 'boss@example.com', ...everything, afterSeconds: 900 },
    ]);
    expect(slack).toEqual([
      { webhook: '/a', ca: null, minimumSeverity: 'warning', workspaces: ['staging'], afterSeconds: 3600 },
    ]);
  });

  test('has the checks of its workspaces know of it, and no others', () => {
    const { workspaces } = readConfiguration(withAlerts(alerts), 'alerter.yaml');
    expect(workspaces.map(({ name, escalateAfterSeconds }) => [name, escalateAfterSeconds])).toEqual([
      ['production', [900]],
      ['staging', [900, 3600]],
    ]);
    const [plain] = readConfiguration(withAlerts('{ email: [ops@example.com] }'), 'alerter.yaml').workspaces;
    expect(plain).not.toHaveProperty('escalateAfterSeconds');
  });

  test.each([
    ['30s', 'alerts.email[0].after: found a text of 3 characters; allowed: a duration from 1m to 1d'],
    ['2d', 'alerts.email[0].after: found a text of 2 characters; allowed: a duration from 1m to 1d'],
  ])('does not wait %s', (after, mistake) => {
    expect(mistakesOf(`{ email: [{ address: boss@example.com, after: ${after} }] }`)).toEqual([
      expect.stringContaining(mistake),
    ]);
  });

  test('is one of at most four kinds', () => {
    const email = ['1m', '2m', '120s', '3m', '4m', '5m'].map(
      (after, index) => `{ address: a${index}@example.com, after: ${after} }`,
    );
    expect(mistakesOf(`{ email: [${email.join()}] }`)).toEqual([
      expect.stringContaining('alerts.email[5].after: at most 4 different times; there are 1m, 2m, 3m, 4m'),
    ]);
  });
});

describe('a channel that is configured already', () => {
  test('needs a topic alone, with a route of its own', () => {
    const routes = routesOf('{ chat: { topicOnly: true, minimumSeverity: critical }, teams: { topicOnly: true } }');
    expect(routes.chat).toEqual({ topicOnly: true, minimumSeverity: 'critical', workspaces: null });
    expect(routes.teams).toEqual({ topicOnly: true, ...everything });
  });

  test.each([
    [`{ chat: { topicOnly: true, slackChannelId: C012AB3CD } }`, 'alerts.chat.slackChannelId: unknown key'],
    ['{ chat: { topicOnly: false } }', 'alerts.chat.topicOnly: found false; allowed: true; or leave it out'],
  ])('is not both: %s', (alerts, mistake) => {
    expect(mistakesOf(alerts)).toEqual([expect.stringContaining(mistake)]);
  });
});

test('what the example shows as comments can be used, too', () => {
  const example = readFileSync('alerter.example.yaml', 'utf8');
  const alerts = example.slice(example.indexOf('\nalerts:'), example.indexOf('\noperations:'));
  const comments = alerts.matchAll(/^ {2}# (\w+:( [{[].*|(\n {2}# {3}.*)+))$/gm);
  const shown = [...comments].map(([, yaml = '']) => yaml.replaceAll('\n  # ', '\n'));
  expect(shown.map((yaml) => yaml.split(':')[0])).toEqual([
    'email',
    'slack',
    'slack',
    'services',
    'queues',
    'chat',
    'teams',
  ]);
  for (const yaml of shown) expect(allRoutes(routesOf(`\n  ${yaml.replaceAll('\n', '\n  ')}`))).not.toEqual([]);
});

describe('what cannot be meant is refused:', () => {
  test.each<[string, readonly string[]]>([
    [
      '{ email: [{ address: ops@example.com, workspaces: [prodution, staging, x] }] }',
      [
        'alerts.email[0].workspaces[0]: no workspace has this name; did you mean production?',
        'alerts.email[0].workspaces[2]: no workspace has this name; there are production, staging',
      ],
    ],
    [
      '{ slack: { webhook: /a, workspaces: [Staging] } }',
      ['alerts.slack.workspaces[0]: no workspace has this name; did you mean staging?'],
    ],
    [
      `{ chat: { slackWorkspaceId: T012AB3CD, slackChannelId: C012AB3CD, workspaces: [prod] } }`,
      ['alerts.chat.workspaces[0]: no workspace has this name; there are production, staging'],
    ],
    [
      '{ email: [ops@example.com, { address: ops@example.com, minimumSeverity: critical }] }',
      ['alerts.email[1].address: found a text of 15 characters; allowed: each address once'],
    ],
    [
      '{ slack: [{ webhook: /a }, { webhook: /a }] }',
      ['alerts.slack[1].webhook: found a text of 2 characters; allowed: each webhook once'],
    ],
    [
      `{ queues: [{ arn: "${arn}" }, { arn: "${arn}" }] }`,
      ['alerts.queues[1].arn: found a text of 44 characters; allowed: each queue once'],
    ],
    [
      `{ queues: [{ arn: "${arn}.fifo" }] }`,
      [
        'alerts.queues[0].arn: found a text of 49 characters; allowed: the ARN of a standard queue, such as arn:aws:sqs:us-east-1:123456789012:alerts',
      ],
    ],
    [
      '{ slack: {} }',
      [
        'alerts.slack.webhook: found nothing; allowed: the name of an SSM parameter, such as /rocketchat-alerter/slack, never a credential itself',
      ],
    ],
    [
      '{ email: [{ adress: ops@example.com }] }',
      [
        'alerts.email[0].address: found nothing; allowed: an e-mail address in ASCII letters, such as ops@example.com (a domain in others is written xn--…)',
        'alerts.email[0].adress: unknown key; did you mean address?',
      ],
    ],
    [
      '{ email: [{ address: ops@example.com, minimumSeverity: high, workspaces: [] }] }',
      [
        'alerts.email[0].minimumSeverity: found a text of 4 characters; allowed: warning or critical',
        'alerts.email[0].workspaces: found a list; allowed: a list of names of workspaces, or leave it out for all of them',
      ],
    ],
    [
      '{ chat: { slackWorkspaceId: example, slackChannelId: "#alerts" } }',
      [
        'alerts.chat.slackWorkspaceId: found "example"; allowed: the ID of a Slack workspace, such as T012AB3CD',
        'alerts.chat.slackChannelId: found "#alerts"; allowed: the ID of a Slack channel, such as C012AB3CD',
      ],
    ],
    [
      `{ teams: { ${ids}, channelId: "19:abc@thread.tacv2" } }`,
      [
        'alerts.teams.channelId: found "19:abc@thread.tacv2"; allowed: the ID of a channel as in its link: 19%3A…%40thread.tacv2',
      ],
    ],
    [
      '{ slack: https://hooks.slack.com/services/T000/B000/XXXX }',
      [
        'alerts.slack: found a text of 47 characters; allowed: a mapping with any of the keys webhook, ca, minimumSeverity, after, workspaces, summary',
      ],
    ],
    [
      `{ slack: [${Array.from({ length: 11 }, (_, index) => `{ webhook: /w${index} }`).join(', ')}] }`,
      ['alerts.slack: found a list; allowed: at most 8 of them'],
    ],
  ])('%s', (alerts, mistakes) => {
    expect(mistakesOf(alerts)).toEqual(mistakes);
  });
});

const secret = 'xoxb-9dd3-TOKEN';
test.each([
  `{ email: [${secret}] }`,
  `{ email: [{ address: ${secret} }] }`,
  `{ email: { ${secret}: a } }`,
  `{ slack: ${secret} }`,
  `{ slack: { webhook: ${secret} } }`,
  `{ slack: [{ webhook: "https://hooks.slack.com/${secret}" }] }`,
  `{ slack: [${secret}] }`,
])('what may be a secret is never repeated, as in %s', (alerts) => {
  expect(mistakesOf(alerts).join('\n')).not.toContain(secret);
});

test('a file of rules for a watch on this machine may name workspaces that it does not hold', () => {
  const text = 'alerts: { email: [{ address: ops@example.com, workspaces: [production] }] }';
  expect(readConfiguration(text, 'rules.yaml', { use: 'local' }).alerts.email).toHaveLength(1);
});

describe('alarms about the alerter itself go', () => {
  const operationsOf = (text: string) => readConfiguration(`${withAlerts('{}')}${text}`, 'alerter.yaml').operations;
  const all = (address: string) => ({ address, minimumSeverity: 'warning' });
  const operationsBy = (email: string) =>
    readConfiguration(withAlerts(`{ email: ${email} }`), 'alerter.yaml').operations.email;

  test('to the addresses that get alerts of all workspaces, of the severity that each asks for', () => {
    expect(operationsBy(`[ops@example.com, { address: boss@example.com, minimumSeverity: critical }]`)).toEqual([
      all('ops@example.com'),
      { address: 'boss@example.com', minimumSeverity: 'critical' },
    ]);
  });

  test('to nobody who gets only those of some workspaces, unless there is nobody else', () => {
    expect(operationsBy('[ops@example.com, { address: tenant@example.com, workspaces: [staging] }]')).toEqual([
      all('ops@example.com'),
    ]);
    expect(operationsBy('[{ address: tenant@example.com, workspaces: [staging] }]')).toEqual([
      all('tenant@example.com'),
    ]);
    expect(operationsOf('').email).toEqual([]);
  });

  test('to others where configured, of the configured severity', () => {
    const others = '[night@example.com, { address: boss@example.com, minimumSeverity: critical }]';
    expect(operationsOf(`operations: { email: ${others} }`).email).toEqual([
      all('night@example.com'),
      { address: 'boss@example.com', minimumSeverity: 'critical' },
    ]);
  });

  test.each([
    ['{ email: ops@example.com }', /operations.email, .*a list of e-mail addresses/],
    ['{ email: [ops@example.com, ops@example.com] }', /operations.email\[1\], .*each address once/],
    ['{ email: [nobody] }', /operations.email\[0\], .*an e-mail address/],
    ['{ mail: [] }', /operations.mail, .*did you mean email/],
  ])('to no one by %s', (operations, said) => {
    expect(() => operationsOf(`operations: ${operations}`)).toThrow(said);
  });
});
