import { describe, expect, test } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as v from 'valibot';
import { asSelfCheckEvent } from '../../config/self-check-event.ts';
import { givenStack } from './given-stack.ts';

const { app, stack } = givenStack(`
workspaces:
  - { name: production, url: https://chat.example.com }
  - { name: staging, url: https://staging.example.com, every: 5m }
alerts:
  email: [ops@example.com, { address: boss@example.com, minimumSeverity: critical }]
  slack: { webhook: /chat/ops }
  queues: [{ arn: "arn:aws:sqs:us-east-1:123456789012:alerts" }]
  chat: { topicOnly: true }
operations: { email: [night@example.com] }
docsUrl: https://git.example.com/docs
`);
const template = Template.fromStack(stack);

const input = v.object({
  Properties: v.object({
    GroupName: v.string(),
    ScheduleExpression: v.string(),
    Target: v.object({
      Input: v.object({ 'Fn::Join': v.tuple([v.literal(''), v.array(v.union([v.string(), v.looseObject({})]))]) }),
    }),
  }),
});

/** With what is only known at deployment as `${…}`. */
const event = (() => {
  const [schedule] = Object.values(
    template.findResources('AWS::Scheduler::Schedule', { Properties: { Name: Match.absent() } }),
  );
  const [, parts] = v.parse(input, schedule).Properties.Target.Input['Fn::Join'];
  const text = parts.map((part) => (typeof part === 'string' ? part : `\${${Object.values(part).flat().join('.')}}`));
  return asSelfCheckEvent(JSON.parse(text.join('')));
})();

const logicalId = (type: string, part: string): string =>
  Object.keys(template.findResources(type)).find((id) => id.includes(part)) ?? 'none';

describe('the self-check', () => {
  test('is started once an hour, in the group of the other schedules, whose alarms it shares', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      Name: Match.absent(),
      GroupName: Match.anyValue(),
      ScheduleExpression: 'cron(7 * * * ? *)',
      State: 'ENABLED',
      Target: { Arn: { 'Fn::GetAtt': [logicalId('AWS::Lambda::Function', 'SelfCheck'), 'Arn'] } },
    });
  });

  test('is handed every workspace, and every recipient of every topic', () => {
    const alerts = `\${${logicalId('AWS::SNS::Topic', 'AlertsTopic')}}`;
    const chat = `\${${logicalId('AWS::SNS::Topic', 'RoutingChat')}}`;
    const operations = `\${${logicalId('AWS::SNS::Topic', 'Operations')}}`;
    const functionOf = (part: string): string => `\${${logicalId('AWS::Lambda::Function', part)}.Arn}`;
    const email = (address: string) => ({ protocol: 'email', endpoint: address, name: address });
    const queue = 'arn:aws:sqs:us-east-1:123456789012:alerts';
    expect(event).toEqual({
      scheduledAt: null,
      stack: 'RocketChatAlerter',
      docsUrl: 'https://git.example.com/docs',
      workspaces: [
        { name: 'production', everySeconds: 60 },
        { name: 'staging', everySeconds: 300 },
      ],
      topics: [
        {
          name: 'alerts',
          arn: alerts,
          recipients: [
            email('ops@example.com'),
            email('boss@example.com'),
            { protocol: 'lambda', endpoint: functionOf('Slackchatops'), name: '/chat/ops' },
            { protocol: 'sqs', endpoint: queue, name: queue },
            { protocol: 'lambda', endpoint: functionOf('RoutingChat'), name: 'Amazon Q Developer, chat' },
          ],
        },
        { name: 'chat', arn: chat, recipients: [{ protocol: 'https', endpoint: null, name: 'Amazon Q Developer' }] },
        { name: 'operations', arn: operations, recipients: [email('night@example.com')] },
      ],
    });
  });

  test('is kept where it fails', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: logicalId('AWS::Lambda::Function', 'SelfCheck') },
      MaximumRetryAttempts: 1,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [logicalId('AWS::SQS::Queue', 'FailedChecks'), 'Arn'] } },
      },
    });
  });

  test('passes the checks of cdk-nag', () => {
    expect(new AwsSolutionsChecks(app).validateScope(app)).toEqual({ success: true, violations: [] });
  });
});
