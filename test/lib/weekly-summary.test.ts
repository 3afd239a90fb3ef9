import { describe, expect, test } from '@jest/globals';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import { readSummaryEvent } from '../../config/summary-event.ts';
import { defaultRules } from '../../core/rules/registry.ts';
import { smallest } from './configurations.ts';
import { givenTemplate } from './given-stack.ts';

const workspaces = `
workspaces:
  - { name: production, url: https://chat.example.com, rules: { disconnected: { for: 10m } } }
  - { name: staging, url: https://staging.example.com, every: 5m }
rules: { unreachable: { for: 3m } }
`;
const summary = 'summary: { weekly: monday 08:05, timeZone: Europe/Berlin }';
const template = givenTemplate(`${workspaces}
alerts:
  email:
    - ops@example.com
    - { address: critical@example.com, minimumSeverity: critical }
    - { address: team@example.com, workspaces: [staging], minimumSeverity: critical }
    - { address: none@example.com, summary: false }
    - { address: boss@example.com, after: 15m }
  queues: [{ arn: "arn:aws:sqs:us-east-1:123456789012:alerts" }]
  services:
    - { service: pagerduty, secret: /chat/pagerduty, minimumSeverity: critical, workspaces: [production] }
    - { service: ntfy, secret: /chat/ntfy }
operations: { email: [night@example.com] }
${summary}
`);

const isSummary = { ScheduleExpressionTimezone: 'Europe/Berlin' };
const schedules = (of: Template) => of.findResources('AWS::Scheduler::Schedule', { Properties: isSummary });

const schedule = v.object({
  Properties: v.object({ Target: v.object({ Input: v.pipe(v.string(), v.parseJson()) }) }),
});

/** The filter policies, by what is subscribed. */
const policies = (): ReadonlyMap<string, unknown> => {
  const subscription = v.object({
    Properties: v.object({ Endpoint: v.unknown(), FilterPolicy: v.optional(v.unknown()) }),
  });
  return new Map(
    Object.values(template.findResources('AWS::SNS::Subscription')).flatMap((resource) => {
      const { Endpoint: endpoint, FilterPolicy: policy } = v.parse(subscription, resource).Properties;
      const name = typeof endpoint === 'string' ? endpoint : JSON.stringify(endpoint);
      const known = /pagerduty|ntfy/.exec(name)?.[0] ?? name;
      return [[known, policy] as const];
    }),
  );
};

describe('the weekly summary', () => {
  test('starts at its time and every hour of that day after it, in its time zone', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ...isSummary,
      ScheduleExpression: 'cron(5 8-23 ? * MON *)',
      State: 'ENABLED',
      Target: { RetryPolicy: { MaximumEventAgeInSeconds: 3_600 } },
    });
  });

  test('an hour before midnight is started once', () => {
    const late = givenTemplate(
      `${workspaces}\nalerts: { email: [ops@example.com] }\n${summary.replace('08:05', '23:05')}`,
    );
    late.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'cron(5 23 ? * MON *)' });
  });

  test('is handed workspaces, their rules, and who gets which', () => {
    const [only] = Object.values(schedules(template));
    const event = readSummaryEvent(v.parse(schedule, only).Properties.Target.Input);
    expect(event).toMatchObject({
      scheduledAt: null,
      stack: 'RocketChatAlerter',
      cron: '5 8 * * 1',
      timeZone: 'Europe/Berlin',
      workspaces: ['production', 'staging'],
      audiences: [
        { id: 'all', workspaces: null },
        { id: expect.any(String), workspaces: ['staging'] },
      ],
    });
    const unreachable = { ...defaultRules.unreachable, forSeconds: 180 };
    expect(event.rulesOf('staging')).toEqual({ ...defaultRules, unreachable });
    expect(event.rulesOf('production').disconnected.forSeconds).toBe(600);
    expect(event.rulesOf('production').unreachable).toEqual(unreachable);
  });

  test('is let through by the filter policies of its recipients, and by no others', () => {
    const all = policies();
    const beside = { after: [{ exists: false }] };
    const team = all.get('team@example.com');
    const [, own = ''] = v.parse(v.object({ workspace: v.array(v.string()) }), team).workspace;
    expect(own).toMatch(/^\/summary-[0-9a-f]{8}$/);
    const othersDenied = { workspace: [{ 'anything-but': [own] }] };
    const alertsOnly = { severity: ['warning', 'critical'] };
    expect(all.get('ops@example.com')).toEqual({ ...othersDenied, ...beside });
    expect(all.get('critical@example.com')).toEqual({ severity: ['critical', 'summary'], ...othersDenied, ...beside });
    expect(team).toEqual({ severity: ['critical', 'summary'], workspace: ['staging', own], ...beside });
    expect(all.get('none@example.com')).toEqual({ ...alertsOnly, ...beside });
    expect(all.get('boss@example.com')).toEqual({ ...alertsOnly, after: ['900'] });
    expect(all.get('arn:aws:sqs:us-east-1:123456789012:alerts')).toEqual({ ...alertsOnly, ...beside });
    expect(all.get('pagerduty')).toEqual({ workspace: ['production'], ...beside });
    expect(all.get('ntfy')).toEqual({ ...othersDenied, ...beside });
  });

  test('adds nothing to a stack that has none, or nobody to read it', () => {
    const ids = (configuration: string) => Object.keys(givenTemplate(configuration).toJSON()['Resources'] as object);
    expect(ids(`${smallest}\n${summary}`)).toEqual(ids(smallest));
    const plain = givenTemplate(`${workspaces}\nalerts: { email: [ops@example.com] }`);
    plain.resourceCountIs('AWS::Scheduler::Schedule', 3);
    plain.hasResourceProperties('AWS::SNS::Subscription', {
      Endpoint: 'ops@example.com',
      FilterPolicy: Match.absent(),
    });
  });

  test('needs no filter policy where everybody gets the same', () => {
    const same = givenTemplate(`${workspaces}\nalerts: { email: [ops@example.com] }\n${summary}`);
    same.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'ops@example.com', FilterPolicy: Match.absent() });
  });
});
