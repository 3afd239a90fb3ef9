import { describe, expect, test } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
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
const checks = [{ Name: 'FunctionName', Value: ref('AWS::Lambda::Function', /^AlerterCheck/) }];
const [group] = Object.values(template.findResources('AWS::Scheduler::ScheduleGroup'));
const named = v.object({ Properties: v.object({ Name: v.unknown() }) });
const schedules = [{ Name: 'ScheduleGroup', Value: v.parse(named, group).Properties.Name }];
const queue = (name: RegExp) => [{ Name: 'QueueName', Value: attribute('AWS::SQS::Queue', name, 'QueueName') }];
const alerts = [{ Name: 'TopicName', Value: attribute('AWS::SNS::Topic', /Alerts/, 'TopicName') }];

const some = { Threshold: 1, ComparisonOperator: 'GreaterThanOrEqualToThreshold', TreatMissingData: 'notBreaching' };
const once = { ...some, EvaluationPeriods: 1, Period: 300 };
const lately = { ...some, DatapointsToAlarm: 1, Period: 300 };

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
      'when one was put away that failed, until the slowest workspace and an hour have passed without another',
      {
        Namespace: 'AWS/SQS',
        MetricName: 'NumberOfMessagesSent',
        Dimensions: queue(/FailedChecks/),
        Statistic: 'Sum',
        ...lately,
        EvaluationPeriods: 13,
      },
    ],
    [
      'undelivered-alerts',
      'when an alert was put away that could not be forwarded, until an hour has passed without another',
      {
        Namespace: 'AWS/SQS',
        MetricName: 'NumberOfMessagesSent',
        Dimensions: queue(/Undelivered/),
        Statistic: 'Sum',
        ...lately,
        EvaluationPeriods: 13,
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

  test('is over by itself: none looks at what is kept in a queue, which stays there for two weeks', () => {
    const depth = { MetricName: Match.stringLikeRegexp('^ApproximateNumberOfMessages') };
    template.resourcePropertiesCountIs('AWS::CloudWatch::Alarm', depth, 0);
  });

  test('of failed checks is one alarm where a slow workspace fails each time', () => {
    givenTemplate(
      'workspaces: [{ name: production, url: https://chat.example.com, every: 12h }]',
    ).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'RocketChatAlerter-Alerter-failed-checks',
      ...lately,
      // Of a period below an hour, CloudWatch looks back a day at most.
      EvaluationPeriods: 12 * 12 + 1,
    });
  });

  test('notifies the operations topic when it begins and when it ends', () => {
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [operations], OKActions: [operations] });
  });

  test('says what was seen, what to do first, and where there is more', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: [
        `CRITICAL: ${alarms['no-checks'].fact}`,
        `What to do: ${alarms['no-checks'].firstStep}`,
        'Runbook: docs/runbook.md, under "no-checks"',
      ].join('\n'),
    });
  });

  test('links to the runbook where the file says where its pages are', () => {
    givenTemplate(`${configuration}docsUrl: https://git.example.com/alerter/docs/`).hasResourceProperties(
      'AWS::CloudWatch::Alarm',
      {
        AlarmDescription: Match.stringLikeRegexp(
          '\\nRunbook: https://git.example.com/alerter/docs/runbook.md#no-checks$',
        ),
      },
    );
  });

  test('has one metric, and there are no more of them than cost nothing', () => {
    template.resourceCountIs('AWS::CloudWatch::Alarm', 8);
    template.resourcePropertiesCountIs('AWS::CloudWatch::Alarm', { Metrics: Match.anyValue() }, 0);
  });

  test('is there for each topic that Amazon Q Developer reads', () => {
    const chat = givenTemplate(`
workspaces: [{ name: production, url: https://chat.example.com }]
alerts: { chat: { slackWorkspaceId: T012AB3CD, slackChannelId: C012AB3CD } }
`);
    for (const topic of ['alerts', 'chat']) {
      const AlarmName = `RocketChatAlerter-Alerter-failed-deliveries-${topic}`;
      chat.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName, MetricName: 'NumberOfNotificationsFailed' });
    }
  });

  test('is not there for a queue that is not', () => {
    const plain = givenTemplate('workspaces: [{ name: production, url: https://chat.example.com }]');
    plain.resourcePropertiesCountIs('AWS::CloudWatch::Alarm', { Namespace: 'AWS/SQS' }, 1);
    plain.resourceCountIs('AWS::CloudWatch::Alarm', 7);
  });
});

test.each([[logFields.waitingSeconds, 900]])(
  'a metric is made of %s in the log only while it is more than %d: otherwise it would cost something',
  (field, above) => {
    template.resourceCountIs('AWS::Logs::MetricFilter', 1);
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      LogGroupName: ref('AWS::Logs::LogGroup', /^AlerterCheck/),
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

test('what watches the alerter passes the checks of cdk-nag for AWS solutions', () => {
  expect(new AwsSolutionsChecks(app).validateScope(app)).toEqual({ success: true, violations: [] });
});
