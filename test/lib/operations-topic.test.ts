import { describe, expect, test } from '@jest/globals';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import { givenStack, givenTemplate } from './given-stack.ts';

const configuration = `
workspaces: [{ name: production, url: https://chat.example.com }]
alerts: { email: [ops@example.com, { address: boss@example.com, minimumSeverity: critical }] }
`;
const { stack } = givenStack(configuration);
const template = Template.fromStack(stack);
const [operationsId] = Object.keys(template.findResources('AWS::SNS::Topic')).filter((id) => id.includes('Operations'));
const operations = { Ref: operationsId };

const subscriptionProperties = v.object({
  Endpoint: v.string(),
  FilterPolicyScope: v.optional(v.string()),
  FilterPolicy: v.optional(v.object({ AlarmName: v.array(v.string()) })),
});

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

  const subscribed = (within: Template) =>
    Object.values(within.findResources('AWS::SNS::Subscription', { Properties: { TopicArn: operations } })).map(
      (resource) => v.parse(v.object({ Properties: subscriptionProperties }), resource).Properties,
    );
  const addressesOf = (within: Template): readonly string[] => subscribed(within).map(({ Endpoint }) => Endpoint);

  test('notifies the addresses that get alerts, unless there are others for it', () => {
    expect(addressesOf(template)).toEqual(['ops@example.com', 'boss@example.com']);
    expect(addressesOf(givenTemplate(`${configuration}operations: { email: [night@example.com] }`))).toEqual([
      'night@example.com',
    ]);
  });

  test('sends an address of critical alerts only those alarms that are critical', () => {
    const [all, boss] = subscribed(template);
    expect(all).toEqual({ Endpoint: 'ops@example.com' });
    expect(boss).toEqual({
      Endpoint: 'boss@example.com',
      FilterPolicyScope: 'MessageBody',
      FilterPolicy: {
        AlarmName: ['no-checks', 'check-errors', 'waiting-alerts'].map((name) => `RocketChatAlerter-Alerter-${name}`),
      },
    });
    const named = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
      (resource) =>
        v.parse(v.object({ Properties: v.object({ AlarmName: v.string() }) }), resource).Properties.AlarmName,
    );
    expect(named).toEqual(expect.arrayContaining(boss?.FilterPolicy?.AlarmName ?? ['none']));
  });

  test('without an address is deployed with a warning', () => {
    const { stack: silent } = givenStack(`${configuration}operations: { email: [] }`);
    Annotations.fromStack(silent).hasWarning('*', Match.stringLikeRegexp('when the alerter itself is unhealthy'));
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('is named in an output', () => {
    template.hasOutput('OperationsTopic', { Value: operations });
  });
});
