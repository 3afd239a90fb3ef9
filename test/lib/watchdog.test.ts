import { describe, expect, test } from '@jest/globals';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as v from 'valibot';
import { logFields } from '../../check/log-fields.ts';
import { alarms } from '../../lib/alarms.ts';
import { givenStack, givenTemplate } from './given-stack.ts';

const configuration = `
workspaces:
  - { name: production, url: https://chat.example.com, every: 2m }
  - { name: staging, url: https://staging.example.com, every: 1h }
alerts:
  email: [ops@example.com, { address: boss@example.com, minimumSeverity: critical }]
  slack: { webhook: /chat/ops }
`;
const { app, stack } = givenStack(configuration);
const template = Template.fromStack(stack);

const logicalId = (type: string, name: RegExp): string => {
  const [found, ...others] = Object.keys(template.findResources(type)).filter((id) => name.test(id));
  if (found === undefined || others.length > 0) throw new Error(`not one ${type} is called ${String(name)}`);
  return found;
};
const ref = (type: string, name: RegExp) => ({ Ref: logicalId(type, name) });
const attribute = (type: string, name: RegExp, of: string) => ({ 'Fn::GetAtt': [logicalId(type, name), of] });

const operations = ref('AWS::SNS::Topic', /Operations/);
const checks = [{ Name: 'FunctionName', Value: ref('AWS::Lambda::Function', /Check/) }];
const [group] = Object.values(template.findResources('AWS::Scheduler::ScheduleGroup'));
const named = v.object({ Properties: v.object({ Name: v.unknown() }) });
const schedules = [{ Name: 'ScheduleGroup', Value: v.parse(named, group).Properties.Name }];
const queue = (name: RegExp) => [{ Name: 'QueueName', Value: attribute('AWS::SQS::Queue', name, 'QueueName') }];
const alerts = [{ Name: 'TopicName', Value: attribute('AWS::SNS::Topic', /Alerts/, 'TopicName') }];

const some = { Threshold: 1, ComparisonOperator: 'GreaterThanOrEqualToThreshold', TreatMissingData: 'notBreaching' };
const once = { ...some, EvaluationPeriods: 1, Period: 300 };

describe('an alarm', () => {
  test.each([
    [
      'no-checks',
      'when five of the shortest intervals pass without an invocation, of which there then is no data either',
      {
        Namespace: 'AWS/Lambda',
        MetricName: 'Invocations',
        Dimensions: checks,
        Statistic: 'Sum',
        Period: 120,
        EvaluationPeriods: 5,
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'breaching',
      },
    ],
    [
      'unchecked-workspace',
      'when another workspace has said within two hours that one is checked no more',
      {
        Namespace: 'RocketChatAlerter/RocketChatAlerter-Alerter',
        MetricName: logFields.uncheckedSeconds,
        Statistic: 'Maximum',
        Period: 3600,
        EvaluationPeriods: 2,
        DatapointsToAlarm: 1,
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'notBreaching',
      },
    ],
    [
      'check-errors',
      'when checks fail in three of five intervals',
      {
        Namespace: 'AWS/Lambda',
        MetricName: 'Errors',
        Dimensions: checks,
        Statistic: 'Sum',
        ...some,
        Period: 120,
        EvaluationPeriods: 5,
        DatapointsToAlarm: 3,
      },
    ],
    [
      'failed-starts',
      'when a schedule cannot start a check',
      { Namespace: 'AWS/Scheduler', MetricName: 'TargetErrorCount', Dimensions: schedules, Statistic: 'Sum', ...once },
    ],
    [
      'dropped-checks',
      'when a schedule gives up on one',
      {
        Namespace: 'AWS/Scheduler',
        MetricName: 'InvocationDroppedCount',
        Dimensions: schedules,
        Statistic: 'Sum',
        ...once,
      },
    ],
    [
      'failed-checks',
      'when one is kept that failed',
      {
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: queue(/FailedChecks/),
        Statistic: 'Maximum',
        ...once,
      },
    ],
    [
      'undelivered-alerts',
      'when an alert is kept that could not be handed on',
      {
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: queue(/Undelivered/),
        Statistic: 'Maximum',
        ...once,
      },
    ],
    [
      'failed-deliveries-alerts',
      'when SNS cannot deliver an alert',
      {
        Namespace: 'AWS/SNS',
        MetricName: 'NumberOfNotificationsFailed',
        Dimensions: alerts,
        Statistic: 'Sum',
        ...once,
      },
    ],
    [
      'waiting-alerts',
      'when an alert has waited for more than 15 minutes, until the slowest workspace says it no longer does',
      {
        Namespace: 'RocketChatAlerter/RocketChatAlerter-Alerter',
        MetricName: logFields.waitingSeconds,
        Statistic: 'Maximum',
        Period: 3600,
        EvaluationPeriods: 1,
        Threshold: 900,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'notBreaching',
      },
    ],
  ])('%s is raised %s', (name, _when, properties) => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: `RocketChatAlerter-Alerter-${name}`,
      ...properties,
    });
  });

  test('is told to the operations topic, and so is its end', () => {
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [operations], OKActions: [operations] });
  });

  test('says what was seen, what to do first, and where there is more', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: [
        alarms['no-checks'].fact,
        `First: ${alarms['no-checks'].firstStep}`,
        'More: docs/runbook.md#no-checks',
      ].join('\n'),
    });
  });

  test('has one metric, and there are no more of them than cost nothing', () => {
    template.resourceCountIs('AWS::CloudWatch::Alarm', 9);
    template.resourcePropertiesCountIs('AWS::CloudWatch::Alarm', { Metrics: Match.anyValue() }, 0);
  });

  test('is there for each topic by which Amazon Q Developer is told', () => {
    const chat = givenTemplate(`
workspaces: [{ name: production, url: https://chat.example.com }]
alerts: { chat: { slackWorkspaceId: T012AB3CD, slackChannelId: C012AB3CD } }
`);
    for (const topic of ['alerts', 'chat']) {
      const AlarmName = `RocketChatAlerter-Alerter-failed-deliveries-${topic}`;
      chat.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName, MetricName: 'NumberOfNotificationsFailed' });
    }
  });

  test('is not there for a queue that is not, nor for one workspace among others where there is but one', () => {
    const plain = givenTemplate('workspaces: [{ name: production, url: https://chat.example.com }]');
    plain.resourcePropertiesCountIs('AWS::CloudWatch::Alarm', { Namespace: 'AWS/SQS' }, 1);
    plain.resourceCountIs('AWS::CloudWatch::Alarm', 7);
  });
});

test.each([
  [logFields.waitingSeconds, 900],
  [logFields.uncheckedSeconds, 0],
])(
  'a metric is made of %s in the log only while it is more than %d: otherwise it would cost something',
  (field, above) => {
    template.resourceCountIs('AWS::Logs::MetricFilter', 2);
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      LogGroupName: ref('AWS::Logs::LogGroup', /Check/),
      FilterPattern: `{ $.${field} > ${above} }`,
      MetricTransformations: [
        {
          MetricNamespace: 'RocketChatAlerter/RocketChatAlerter-Alerter',
          MetricName: field,
          MetricValue: `$.${field}`,
          DefaultValue: Match.absent(),
        },
      ],
    });
  },
);

describe('the operations topic', () => {
  test('lets alarms of this account publish, and nobody without TLS', () => {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      Topics: [operations],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          {
            Sid: 'AllowAlarms',
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: operations,
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: {
                'aws:SourceArn': {
                  'Fn::Join': [
                    '',
                    [
                      'arn:',
                      { Ref: 'AWS::Partition' },
                      ':cloudwatch:',
                      { Ref: 'AWS::Region' },
                      ':',
                      { Ref: 'AWS::AccountId' },
                      ':alarm:*',
                    ],
                  ],
                },
              },
            },
          },
        ]),
      },
    });
  });

  test('tells all addresses that get any alerts, unless there are others for it', () => {
    const told = (within: Template): readonly unknown[] =>
      Object.values(within.findResources('AWS::SNS::Subscription', { Properties: { TopicArn: operations } })).map(
        (resource) =>
          v.parse(v.object({ Properties: v.object({ Endpoint: v.string() }) }), resource).Properties.Endpoint,
      );
    expect(told(template)).toEqual(['ops@example.com', 'boss@example.com']);
    expect(told(givenTemplate(`${configuration}operations: { email: [night@example.com] }`))).toEqual([
      'night@example.com',
    ]);
  });

  test('without an address is deployed with a warning', () => {
    const { stack: silent } = givenStack(`${configuration}operations: { email: [] }`);
    Annotations.fromStack(silent).hasWarning('*', Match.stringLikeRegexp('when the alerter itself is in trouble'));
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('is named in an output', () => {
    template.hasOutput('OperationsTopic', { Value: operations });
  });
});

test('what watches the alerter passes the checks of cdk-nag for AWS solutions', () => {
  expect(new AwsSolutionsChecks(app).validateScope(app)).toEqual({ success: true, violations: [] });
});
