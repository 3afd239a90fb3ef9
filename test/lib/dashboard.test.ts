import { describe, expect, test } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as v from 'valibot';
import { givenStack, givenTemplate } from './given-stack.ts';

const configuration = (count: number, more = ''): string =>
  [
    'workspaces:',
    ...Array.from({ length: count }, (_, index) => `- { name: w${index}, url: https://w${index}.example.com }`),
    'alerts: { email: [ops@example.com], slack: { webhook: /chat/ops } }',
    more,
  ].join('\n');

const joined = v.object({ 'Fn::Join': v.tuple([v.literal(''), v.array(v.union([v.string(), v.looseObject({})]))]) });
const dashboards = v.record(v.string(), v.object({ Properties: v.object({ DashboardBody: joined }) }));
const widgets = v.object({
  widgets: v.array(v.looseObject({ type: v.string(), properties: v.looseObject({ title: v.optional(v.string()) }) })),
});

/** What the dashboard of a template shows, with what is only known at deployment left out. */
const shownIn = (template: Template) => {
  const [dashboard] = Object.values(v.parse(dashboards, template.findResources('AWS::CloudWatch::Dashboard')));
  if (dashboard === undefined) throw new Error('there is no dashboard');
  const [, parts] = dashboard.Properties.DashboardBody['Fn::Join'];
  const text = parts.map((part) => (typeof part === 'string' ? part : 'known-later')).join('');
  return v.parse(widgets, JSON.parse(text)).widgets;
};

describe('the dashboard', () => {
  const { app, stack } = givenStack(configuration(2));
  const template = Template.fromStack(stack);

  test('draws the timeline of each workspace, anew whenever the time range changes', () => {
    const timelines = shownIn(template).filter(({ type }) => type === 'custom');
    expect(timelines.map(({ properties }) => properties)).toEqual(
      ['w0', 'w1'].map((workspace) => ({
        title: workspace,
        endpoint: 'known-later',
        params: { workspace },
        updateOn: { refresh: true, resize: true, timeRange: true },
      })),
    );
  });

  test('shows how the alerter itself is doing', () => {
    const graphs = JSON.stringify(shownIn(template).filter(({ type }) => type === 'metric'));
    for (const metric of [
      '"AWS/Lambda","Invocations"',
      '"AWS/Lambda","Errors"',
      '"AWS/Lambda","Duration"',
      '"AWS/Scheduler","InvocationDroppedCount"',
      '"AWS/Scheduler","TargetErrorCount"',
      '"AWS/SQS","ApproximateNumberOfMessagesVisible"',
    ]) {
      expect(graphs).toContain(metric);
    }
    expect(graphs.match(/ApproximateNumberOfMessagesVisible/g)).toHaveLength(2);
  });

  test('is found by an output of the stack', () => {
    expect(JSON.stringify(template.findOutputs('Dashboard'))).toContain('#dashboards/dashboard/');
  });

  test('passes the checks of cdk-nag', () => {
    expect(new AwsSolutionsChecks(app).validateScope(app)).toEqual({ success: true, violations: [] });
  });
});

test('of many workspaces the dashboard draws twelve, and says that there are more', () => {
  const shown = shownIn(givenTemplate(configuration(40)));
  expect(shown.filter(({ type }) => type === 'custom')).toHaveLength(12);
  expect(shown.find(({ type }) => type === 'text')?.properties).toMatchObject({
    markdown: expect.stringMatching(/^28 more workspaces/),
  });
});

test('with dashboard: false there is neither a dashboard nor a function for it', () => {
  const template = givenTemplate(configuration(1, 'dashboard: false'));
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 0);
  expect(Object.keys(template.findResources('AWS::Lambda::Function')).join()).not.toContain('Dashboard');
  expect(template.findOutputs('Dashboard')).toEqual({});
});

test('with a key of its own, the widget may read with it, and write rollups', () => {
  const { app, stack } = givenStack(configuration(1, 'encryption: { key: own }'));
  const policies = Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  const own = policies.filter(([id]) => id.includes('DashboardWidget')).map(([, policy]) => JSON.stringify(policy));
  expect(own.join()).toContain('"kms:Decrypt","kms:DescribeKey"');
  expect(own.join()).toContain('"dynamodb:LeadingKeys":["/rollups"]');
  expect(new AwsSolutionsChecks(app).validateScope(app).success).toBe(true);
});
