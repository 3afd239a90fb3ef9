import { describe, expect, test } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { configurations, full, smallest } from './configurations.ts';
import { givenStack } from './given-stack.ts';

describe.each(configurations)('the stack of %s configuration', (_what, configuration) => {
  const { app, stack } = givenStack(configuration);

  test('passes the rules of cdk-nag for AWS solutions', () => {
    expect(new AwsSolutionsChecks(app).validateScope(app)).toEqual({ success: true, violations: [] });
  });

  test('passes the rules of cdk-nag for serverless applications', () => {
    expect(new ServerlessChecks(app).validateScope(app)).toEqual({ success: true, violations: [] });
  });

  test('keeps the names by which CloudFormation knows what must not be replaced', () => {
    const template = Template.fromStack(stack);
    const idsOf = (type: string): readonly string[] => Object.keys(template.findResources(type));
    expect(idsOf('AWS::DynamoDB::GlobalTable')).toEqual(['AlerterHistoryTableD7EC9CB0']);
    expect(idsOf('AWS::SNS::Topic').filter((id) => !id.includes('Routing'))).toEqual([
      'AlerterAlertsTopicE677F5A7',
      'AlerterWatchdogOperationsTopic21BC8301',
    ]);
    expect(idsOf('AWS::SQS::Queue').filter((id) => !id.includes('Routing'))).toEqual(['AlerterFailedChecks3383A8C7']);
    expect(idsOf('AWS::KMS::Key')).toEqual(configuration === full ? ['AlerterKey6F535779'] : []);
  });
});

test('what breaks a rule of cdk-nag is found', () => {
  const { app, stack } = givenStack(smallest);
  new Topic(stack, 'Topic');
  expect(new AwsSolutionsChecks(app).validateScope(app)).toMatchObject({ success: false });
});
