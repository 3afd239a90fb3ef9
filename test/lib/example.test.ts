import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { runApp } from './run-app.ts';

let directory: string;
let template: Template;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'alerter-example-'));
  // Without the feature flags that this project has set: another app has others.
  const { status, stderr } = runApp('examples/own-app.ts', { directory });
  if (status !== 0) throw new Error(`the example ended with code ${String(status)}: ${stderr}`);
  template = Template.fromJSON(
    JSON.parse(readFileSync(join(directory, 'out/ChatOperations.template.json'), 'utf8')) as Record<string, unknown>,
  );
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

describe('the alerter in an app of somebody else', () => {
  test('is imported by the name of the package, and watches what the app says', () => {
    const named = { Properties: { Name: Match.anyValue() } };
    const schedules = Object.values(template.findResources('AWS::Scheduler::Schedule', named));
    expect(schedules).toHaveLength(2);
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      Name: 'production',
      Target: { Input: Match.stringLikeRegexp('"disappeared":\\{"forSeconds":120') },
    });
  });

  test("hands its alerts to the app's own queue", () => {
    const [queue = ''] = Object.keys(template.findResources('AWS::SQS::Queue')).filter((id) =>
      id.startsWith('Tickets'),
    );
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': [queue, 'Arn'] },
      FilterPolicy: { severity: ['critical'] },
    });
  });

  test('takes the tags of the app', () => {
    template.hasResourceProperties('AWS::Lambda::Function', { Tags: [{ Key: 'team', Value: 'chat' }] });
  });
});
