import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AlerterStack } from '../../lib/alerter-stack.ts';
import type { AlerterConfiguration } from '../../config/form/configuration.ts';
import { alerterSettings } from '../../config/from-object.ts';
import { markdownTable, type Table } from '../proof-section.ts';

/** A part that costs something by being there. */
interface Part {
  readonly name: string;
  readonly type: string;
  /** US dollars a month, list price of us-east-1. */
  readonly each: number;
  /** So many of an account cost nothing. */
  readonly free: number;
}

const parts: readonly Part[] = [
  { name: 'alarms', type: 'AWS::CloudWatch::Alarm', each: 0.1, free: 10 },
  { name: 'dashboards', type: 'AWS::CloudWatch::Dashboard', each: 3, free: 3 },
  { name: 'customer-managed keys', type: 'AWS::KMS::Key', each: 1, free: 0 },
];

const smallest: AlerterConfiguration = {
  workspaces: [{ name: 'production', url: 'https://chat.example.com' }],
  alerts: { email: ['ops@example.com'] },
};

const withReaders: AlerterConfiguration = {
  ...smallest,
  alerts: {
    ...smallest.alerts,
    slack: { webhook: '/rocketchat-alerter/slack' },
    chat: { slackWorkspaceId: 'T012AB3CD', slackChannelId: 'C012AB3CD' },
  },
};

const configurations: ReadonlyArray<readonly [string, AlerterConfiguration]> = [
  ['e-mail, no dashboard', { ...smallest, dashboard: false }],
  ['e-mail', { ...smallest, dashboard: true }],
  ['e-mail, with a status page', { ...smallest, dashboard: true, statusPage: true }],
  ['e-mail, a webhook and Amazon Q', { ...withReaders, dashboard: true }],
  ['the same with a key of its own', { ...withReaders, dashboard: true, encryption: { key: 'own' } }],
];

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;

const rowOf = (what: string, configuration: AlerterConfiguration): readonly string[] => {
  const app = new App({
    context: { 'aws:cdk:bundling-stacks': [] },
    builtinCloudFormationValidation: false,
    stackTraces: false,
  });
  const template = Template.fromStack(new AlerterStack(app, 'Alerter', { settings: alerterSettings(configuration) }));
  const counts = parts.map((part) => ({ ...part, count: Object.keys(template.findResources(part.type)).length }));
  const cost = counts.reduce((sum, { count, each }) => sum + count * each, 0);
  const payable = counts.reduce((sum, { count, each, free }) => sum + Math.max(0, count - free) * each, 0);
  return [what, ...counts.map(({ count }) => String(count)), dollars(cost), dollars(payable)];
};

/**
 * What a stack costs a month by being there, whatever it watches: counted in what is synthesised.
 *
 * @param maxRows how many of the configurations are looked at
 */
export const stackCost = (maxRows = configurations.length): Table => [
  ['alerts by', ...parts.map(({ name, each }) => `${name} (${dollars(each)})`), 'a month', 'less what is free'],
  ...configurations.slice(0, maxRows).map(([what, configuration]) => rowOf(what, configuration)),
];

export const stackCostSection = (maxRows?: number): readonly string[] => markdownTable(stackCost(maxRows));
