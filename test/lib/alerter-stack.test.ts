import { describe, expect, test } from '@jest/globals';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import { environment } from '../../lambda/check/environment.ts';
import { readCheckEvent } from '../../config/check-event.ts';
import { readConfiguration } from '../../config/load.ts';
import { isReservedName } from '../../config/reserved-names.ts';
import { givenStack, givenTemplate } from './given-stack.ts';

const configuration = `
workspaces:
  - { name: production, url: https://chat.example.com, expectedInstances: 3 }
  - { name: staging, url: https://staging.example.com, credentials: /chat/staging, every: 5m }
alerts: { email: [ops@example.com, dev@example.com] }
history: { keep: 90d }
`;
const { stack } = givenStack(configuration);
const template = Template.fromStack(stack);

const idsOf = (type: string): readonly string[] => Object.keys(template.findResources(type));

describe('the history table', () => {
  test('is keyed by workspace and time, on demand, expiring, recoverable, and kept when the stack goes', () => {
    template.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'workspace', KeyType: 'HASH' },
          { AttributeName: 'takenAt', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: ['workspace', 'takenAt', 'alertedAt'].map((name) => ({
          AttributeName: name,
          AttributeType: 'S',
        })),
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        Replicas: [
          Match.objectLike({
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          }),
        ],
      },
    });
  });

  test('has an index of alerts, with enough in it to show them', () => {
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      GlobalSecondaryIndexes: [
        {
          IndexName: 'alerts',
          KeySchema: [
            { AttributeName: 'workspace', KeyType: 'HASH' },
            { AttributeName: 'alertedAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: Match.arrayWith(['alert', 'expiresAt']) },
        },
      ],
    });
  });

  test('goes with the stack only where the configuration says so', () => {
    givenTemplate(`
workspaces: [{ name: production, url: https://chat.example.com }]
history: { removeWithStack: true }
`).hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Delete',
      Properties: { Replicas: [Match.objectLike({ DeletionProtectionEnabled: false })] },
    });
  });
});

describe('the check function', () => {
  const running = { Architectures: ['arm64'], Runtime: 'nodejs24.x', MemorySize: 256, Handler: 'index.handler' };

  test('runs on arm64 and Node 24, with 256 MB, for as long as it may look again', () => {
    template.hasResourceProperties('AWS::Lambda::Function', { ...running, Timeout: 900 });
  });

  test.each([
    ['where every workspace is checked each minute', ''],
    ['where none is to be looked at again', ', every: 5m, recheckEvery: off'],
  ])('runs for a minute at the most %s', (_, more) => {
    const others = givenTemplate(`workspaces: [{ name: a, url: https://chat.example.com${more} }]`);
    others.hasResourceProperties('AWS::Lambda::Function', { ...running, Timeout: 60 });
  });

  test('gets the names of the table and the topic, and nothing else of ours', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          NODE_OPTIONS: '--enable-source-maps',
          [environment.historyTable]: { Ref: idsOf('AWS::DynamoDB::GlobalTable')[0] },
          [environment.alertTopic]: { Ref: idsOf('AWS::SNS::Topic')[0] },
        },
      },
    });
  });

  test('is not repeated when it fails, and what it could not do is kept', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [idsOf('AWS::SQS::Queue')[0], 'Arn'] } } },
    });
  });

  test('keeps its logs for a month', () => {
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });
});

const scheduleSchema = v.object({
  Properties: v.object({
    Name: v.string(),
    ScheduleExpression: v.string(),
    Target: v.object({ Input: v.pipe(v.string(), v.parseJson()) }),
  }),
});
/** Those of the workspaces, which have their names; that of the self-check has none. */
const schedulesIn = (within: Template) =>
  Object.values(within.findResources('AWS::Scheduler::Schedule', { Properties: { Name: Match.anyValue() } })).map(
    (resource) => v.parse(scheduleSchema, resource).Properties,
  );

describe('the schedules', () => {
  test('are one for each workspace, by its name, in a group of their own', () => {
    expect(schedulesIn(template).map(({ Name }) => Name)).toEqual(['production', 'staging']);
    const [group] = Object.values(template.findResources('AWS::Scheduler::ScheduleGroup'));
    template.allResourcesProperties('AWS::Scheduler::Schedule', {
      GroupName: v.parse(v.object({ Properties: v.object({ Name: v.string() }) }), group).Properties.Name,
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
    });
  });

  test('share their place in the stack with nothing but what no workspace can be called', () => {
    const schedules = stack.node.findAll().find(({ node }) => node.id === 'Schedules');
    const others = schedules?.node.children
      .map(({ node }) => node.id)
      .filter((id) => !['production', 'staging'].includes(id));
    expect(others).toEqual(['Group', 'Role']);
    expect(others?.filter(isReservedName)).toEqual(others);
  });

  test('hand over the workspace as the configuration has it, in the form that the handler reads', () => {
    const events = schedulesIn(template).map(({ Target }) => readCheckEvent(Target.Input));
    expect(events.map(({ workspace }) => workspace)).toEqual(
      readConfiguration(configuration, 'alerter.yaml').workspaces,
    );
  });

  test('leave the scheduled time to be filled in, for it is the key of a check', () => {
    expect(schedulesIn(template).map(({ Target }) => Target.Input)).toEqual(
      Array(2).fill(expect.objectContaining({ scheduledAt: '<aws.scheduler.scheduled-time>' })),
    );
  });

  test('give up on a check after a minute, and keep what could not be started', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      Name: 'production',
      Target: {
        RetryPolicy: { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 60 },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [idsOf('AWS::SQS::Queue')[0], 'Arn'] } },
      },
    });
  });
});

describe('the alert topic', () => {
  test('notifies each address, and takes messages only over TLS', () => {
    for (const address of ['ops@example.com', 'dev@example.com']) {
      template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: address });
    }
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
      },
    });
  });

  test('without an address is deployed with a warning', () => {
    const { stack: silent } = givenStack('workspaces: [{ name: production, url: https://chat.example.com }]');
    Annotations.fromStack(silent).hasWarning('*', Match.stringLikeRegexp('nobody is notified'));
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});

describe('the stack', () => {
  test('lets the scheduler act only for its own group', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          Match.objectLike({
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: {
              StringEquals: {
                'aws:SourceAccount': { Ref: 'AWS::AccountId' },
                'aws:SourceArn': { 'Fn::GetAtt': [idsOf('AWS::Scheduler::ScheduleGroup')[0], 'Arn'] },
              },
            },
          }),
        ],
      },
    });
  });

  test('says where the table, the topic, the function, its logs and the failed checks are', () => {
    template.hasOutput('HistoryTable', { Value: { Ref: idsOf('AWS::DynamoDB::GlobalTable')[0] } });
    template.hasOutput('AlertTopic', { Value: { Ref: idsOf('AWS::SNS::Topic')[0] } });
    template.hasOutput('CheckFunction', { Value: { Ref: idsOf('AWS::Lambda::Function')[0] } });
    template.hasOutput('CheckLogs', { Value: { Ref: idsOf('AWS::Logs::LogGroup')[0] } });
    template.hasOutput('FailedChecks', { Value: { Ref: idsOf('AWS::SQS::Queue')[0] } });
    template.hasOutput('StoreCredentials', {
      Value:
        'npm run -s alerter -- credentials set --url https://chat.example.com --parameter /rocketchat-alerter/production',
    });
  });
});
