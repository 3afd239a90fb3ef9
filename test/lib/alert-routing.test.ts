import { describe, expect, test } from '@jest/globals';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import { environment as chatEnvironment } from '../../lambda/chat/environment.ts';
import { environment as slackEnvironment } from '../../lambda/slack/environment.ts';
import { certificate } from '../adapters/rocketchat/certificate.ts';
import { givenStack, givenTemplate } from './given-stack.ts';

const configuration = `
workspaces:
  - { name: production, url: https://chat.example.com }
  - { name: staging, url: https://staging.example.com }
alerts:
  email: [ops@example.com, { address: boss@example.com, minimumSeverity: critical, workspaces: [production] }]
  slack: [{ webhook: /chat/ops }, { webhook: /chat/staging, workspaces: [staging] }]
  services: [{ service: pagerduty, secret: /chat/pagerduty }]
  queues: [{ arn: "arn:aws:sqs:us-east-1:123456789012:alerts", minimumSeverity: critical }]
  chat: { slackWorkspaceId: T012AB3CD, slackChannelId: C012AB3CD, minimumSeverity: critical }
  teams:
    tenantId: 11111111-2222-3333-4444-555555555555
    teamId: 66666666-7777-8888-9999-000000000000
    channelId: 19%3Aabc%40thread.tacv2
`;
const { stack } = givenStack(configuration);
const template = Template.fromStack(stack);

const logicalId = (type: string, name: RegExp): string => {
  const [found, ...others] = Object.keys(template.findResources(type)).filter((id) => name.test(id));
  if (found === undefined || others.length > 0) throw new Error(`not one ${type} is called ${String(name)}`);
  return found;
};
const attribute = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });
const alertTopic = { Ref: logicalId('AWS::SNS::Topic', /^AlerterAlertsTopic/) };
const undelivered = attribute(logicalId('AWS::SQS::Queue', /Undelivered/), 'Arn');
const functionOf = (name: RegExp) => attribute(logicalId('AWS::Lambda::Function', name), 'Arn');

const subscription = (properties: object): void => {
  template.hasResourceProperties('AWS::SNS::Subscription', { TopicArn: alertTopic, ...properties });
};

test('a recipient that waits gets what is for it alone, and nobody else gets that', () => {
  const waiting = Template.fromStack(
    givenStack(`
workspaces: [{ name: production, url: https://chat.example.com }]
alerts:
  email: [ops@example.com, { address: boss@example.com, after: 15m, minimumSeverity: critical }]
  slack: [{ webhook: /chat/ops }, { webhook: /chat/boss, after: 1h }]
`).stack,
  );
  const policies = Object.values(waiting.findResources('AWS::SNS::Subscription')).map(
    ({ Properties }: { readonly Properties?: { readonly FilterPolicy?: unknown } }) => Properties?.FilterPolicy,
  );
  expect(policies).toEqual(
    expect.arrayContaining([
      { after: [{ exists: false }] },
      { after: ['900'], severity: ['critical'] },
      { after: ['3600'] },
    ]),
  );
});

describe('alerts are routed by filter policies:', () => {
  test('to an address all of them', () => {
    subscription({ Protocol: 'email', Endpoint: 'ops@example.com', FilterPolicy: Match.absent() });
  });

  test('to an address those of a severity and a workspace', () => {
    const policy = { severity: ['critical'], workspace: ['production'] };
    subscription({ Protocol: 'email', Endpoint: 'boss@example.com', FilterPolicy: policy });
  });

  test('to a function for each webhook, and what it cannot be given is kept', () => {
    const RedrivePolicy = { deadLetterTargetArn: undelivered };
    subscription({
      Protocol: 'lambda',
      Endpoint: functionOf(/Slackchatops/),
      FilterPolicy: Match.absent(),
      RedrivePolicy,
    });
    const policy = { workspace: ['staging'] };
    subscription({ Protocol: 'lambda', Endpoint: functionOf(/Slackchatstaging/), FilterPolicy: policy, RedrivePolicy });
  });

  test('to a queue as they are, and what it does not take is kept', () => {
    subscription({
      Protocol: 'sqs',
      Endpoint: 'arn:aws:sqs:us-east-1:123456789012:alerts',
      RawMessageDelivery: true,
      FilterPolicy: { severity: ['critical'] },
      RedrivePolicy: { deadLetterTargetArn: undelivered },
    });
  });

  test('to a queue only if it is of the account, since nobody else could confirm it', () => {
    const [resource] = Object.values(
      template.findResources('AWS::SNS::Subscription', { Properties: { Protocol: 'sqs' } }),
    );
    const { Condition } = v.parse(v.object({ Condition: v.string() }), resource);
    template.hasCondition(Condition, { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '123456789012'] });
  });

  test('by its owner to a queue of another account: the topic lets that account subscribe it, and nothing else', () => {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      Topics: [alertTopic],
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Sid: 'QueuesOf123456789012',
            Effect: 'Allow',
            Action: 'sns:Subscribe',
            Principal: {
              AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::123456789012:root']] },
            },
            Resource: alertTopic,
            Condition: {
              StringEquals: {
                'sns:Protocol': 'sqs',
                'sns:Endpoint': ['arn:aws:sqs:us-east-1:123456789012:alerts'],
              },
            },
          },
        ]),
      },
    });
  });

  test('to nobody twice', () => {
    template.resourcePropertiesCountIs('AWS::SNS::Subscription', { TopicArn: alertTopic }, 8);
  });
});

describe('the function that posts to a webhook', () => {
  test('gets the name of the parameter with its URL, and nothing else of ours', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: { NODE_OPTIONS: '--enable-source-maps', [slackEnvironment.webhookParameter]: '/chat/ops' },
      },
      Timeout: 60,
    });
  });

  test('is given the authority of the webhook, where the file names one', () => {
    const { authority } = certificate('chat.example.com', 'unknown authority');
    const withAuthority = givenTemplate(`
workspaces: [{ name: production, url: https://chat.example.com }]
alerts:
  slack:
    webhook: /chat/ops
    ca: |
${authority.trim().replace(/^/gm, '      ')}
dashboard: false
`);
    withAuthority.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { [slackEnvironment.webhookAuthority]: authority } },
    });
  });

  test('may have as long a name of its parameter as SSM takes', () => {
    const webhook = `/${'p'.repeat(899)}`;
    const long = givenTemplate(`
workspaces: [{ name: production, url: https://chat.example.com }]
alerts: { slack: { webhook: ${webhook} } }
dashboard: false
`);
    long.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('^Posts Rocket.Chat alerts to the webhook in /p+…$'),
      Environment: { Variables: { [slackEnvironment.webhookParameter]: webhook } },
    });
  });
});

test.each([
  ['the function that posts to a webhook', /Slackchatops/],
  ['the function of a service', /Servicepagerduty/],
  ['the function that publishes for Amazon Q Developer', /RoutingChat/],
])('%s is invoked again twice where it failed, and then what it failed on is kept', (_, name) => {
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    FunctionName: { Ref: logicalId('AWS::Lambda::Function', name) },
    MaximumRetryAttempts: 2,
    MaximumEventAgeInSeconds: 3600,
    DestinationConfig: { OnFailure: { Destination: undelivered } },
  });
});

describe('Amazon Q Developer', () => {
  const topicOf = (name: RegExp) => ({ Ref: logicalId('AWS::SNS::Topic', name) });
  const policies = [
    { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/CloudWatchReadOnlyAccess']] },
  ];

  test('posts to the Slack channel what a topic of its own gets, and may read at most', () => {
    template.hasResourceProperties('AWS::Chatbot::SlackChannelConfiguration', {
      SlackWorkspaceId: 'T012AB3CD',
      SlackChannelId: 'C012AB3CD',
      SnsTopicArns: [topicOf(/Chat/)],
      GuardrailPolicies: policies,
    });
  });

  test('posts to the channel of Microsoft Teams likewise', () => {
    template.hasResourceProperties('AWS::Chatbot::MicrosoftTeamsChannelConfiguration', {
      TeamsTenantId: '11111111-2222-3333-4444-555555555555',
      TeamId: '66666666-7777-8888-9999-000000000000',
      TeamsChannelId: '19%3Aabc%40thread.tacv2',
      SnsTopicArns: [topicOf(/Teams/)],
      GuardrailPolicies: policies,
    });
  });

  test('gets alerts from a function that gets that topic, routed like any other', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: { NODE_OPTIONS: '--enable-source-maps', [chatEnvironment.chatTopic]: topicOf(/Chat/) },
      },
    });
    subscription({
      Protocol: 'lambda',
      Endpoint: functionOf(/Chat/),
      FilterPolicy: { severity: ['critical'] },
      RedrivePolicy: { deadLetterTargetArn: undelivered },
    });
  });
});

describe('the stack', () => {
  test('lets nobody but the alert topic invoke these functions, and put away what they do not get', () => {
    template.allResourcesProperties('AWS::Lambda::Permission', {
      Principal: 'sns.amazonaws.com',
      SourceArn: alertTopic,
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Principal: { Service: 'sns.amazonaws.com' },
            Condition: { ArnEquals: { 'aws:SourceArn': alertTopic } },
          }),
        ]),
      },
      Queues: [{ Ref: logicalId('AWS::SQS::Queue', /Undelivered/) }],
    });
  });

  test('says where undelivered alerts are, and how to store the URL of a webhook', () => {
    template.hasOutput('UndeliveredAlerts', { Value: { Ref: logicalId('AWS::SQS::Queue', /Undelivered/) } });
    template.hasOutput('StoreWebhook', {
      Value: 'npm run -s alerter -- credentials set-webhook --parameter /chat/ops',
    });
  });

  test('has nothing to keep undelivered alerts in where only e-mail is sent', () => {
    const plain = givenTemplate(`
workspaces: [{ name: production, url: https://chat.example.com }]
alerts: { email: [ops@example.com] }
dashboard: false
`);
    plain.resourceCountIs('AWS::SQS::Queue', 1);
    plain.resourceCountIs('AWS::Lambda::Function', 2);
    expect(Object.keys(plain.findOutputs('UndeliveredAlerts'))).toEqual([]);
  });

  test('warns of workspaces whose alerts have no recipient', () => {
    const { stack: silent } = givenStack(`
workspaces:
  - { name: production, url: https://chat.example.com }
  - { name: staging, url: https://staging.example.com }
alerts: { email: [{ address: ops@example.com, workspaces: [production] }] }
`);
    Annotations.fromStack(silent).hasWarning('*', Match.stringLikeRegexp('Alerts of staging have no recipient'));
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});
