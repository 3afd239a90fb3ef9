import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { WatchedWorkspace } from '../config/check-event.ts';
import type { AlerterSettings } from '../config/settings.ts';
import { InstanceAlerter } from './instance-alerter.ts';
import { stackOutputs } from './stack-outputs.ts';
import type { StatusPage } from './status-page.ts';

/** What a stack of the alerter is made of, beside what any stack takes. */
export interface AlerterStackProps extends StackProps {
  /** The configuration, as `loadConfiguration` or `alerterSettings` gives it. */
  readonly settings: AlerterSettings;
}

/** The alerter as a stack of its own, with what a person needs of it as outputs. */
export class AlerterStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: AlerterStackProps) {
    super(scope, id, {
      description: 'Alerts when something is wrong with the instances of Rocket.Chat.',
      // Indented, the template of some hundred workspaces would be a third larger: more than CloudFormation takes.
      suppressTemplateIndentation: true,
      ...props,
    });
    const alerter = new InstanceAlerter(this, 'Alerter', { settings });

    const { tableName } = alerter.history.table;
    this.#output(stackOutputs.historyTable, tableName, 'The table that holds a snapshot of every check.');
    this.#output(stackOutputs.alertTopic, alerter.alerts.topic.topicArn, 'The topic to subscribe to for alerts.');
    this.#output('CheckFunction', alerter.check.function.functionName, 'The function that checks a workspace.');
    this.#output('CheckLogs', alerter.check.logs.logGroupName, 'The log group with a line for each check.');
    this.#output(
      stackOutputs.failedChecks,
      alerter.failedChecks.queueUrl,
      'The queue of checks that did not run to their end.',
    );
    this.#output(
      'OperationsTopic',
      alerter.watchdog.operations.topic.topicArn,
      "The topic to subscribe to for alarms about the alerter's own health.",
    );
    this.#output(stackOutputs.scheduleGroup, alerter.schedules.scheduleGroupName, 'The group of the schedules.');
    if (alerter.dashboard !== null) {
      this.#output('Dashboard', alerter.dashboard.url, 'The dashboard with the timeline of each workspace.');
    }
    if (alerter.statusPage !== null) this.#statusPageOutputs(alerter.statusPage, settings);
    const { undelivered } = alerter.routing;
    if (undelivered !== null) {
      this.#output(
        stackOutputs.undeliveredAlerts,
        undelivered.queueUrl,
        'The queue of alerts that could not be forwarded.',
      );
    }
    const { chat, teams } = settings.alerts;
    const { chatTopics } = alerter.routing;
    for (const [id, channel, topic] of [
      ['ChatTopic', chat, chatTopics['chat']],
      ['TeamsTopic', teams, chatTopics['teams']],
    ] as const) {
      if (channel === null || topic === undefined || !('topicOnly' in channel)) continue;
      this.#output(id, topic.topicArn, "The topic to add to the channel's configuration in Amazon Q Developer.");
    }
    for (const workspace of settings.workspaces.slice(0, 1)) {
      const { name, credentials } = workspace;
      this.#output(
        'StoreCredentials',
        storeCommand(workspace),
        `How to store the credentials of ${name} in ${credentials}.`,
      );
    }
    for (const { webhook } of settings.alerts.slack.slice(0, 1)) {
      this.#output(
        'StoreWebhook',
        `npm run -s alerter -- credentials set-webhook --parameter ${webhook}`,
        'How to store the URL of the webhook; others likewise.',
      );
    }
    for (const { secret } of settings.alerts.services.slice(0, 1)) {
      this.#output(
        'StoreSecret',
        `npm run -s alerter -- credentials set-secret --parameter ${secret}`,
        'How to store the secret of the service; others likewise.',
      );
    }
  }

  #statusPageOutputs({ url, distribution, logs }: StatusPage, { statusPage }: AlerterSettings): void {
    this.#output('StatusPage', url, 'The page on which others see how workspaces stand.');
    this.#output('StatusPageLogs', logs.logGroupName, 'The log group with what was written of the status page.');
    if (statusPage?.domain === null) return;
    const { distributionDomainName } = distribution;
    this.#output('StatusPageTarget', distributionDomainName, 'Where to point the domain of the status page, by DNS.');
  }

  #output(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}

/** Works with a file and without: a deployment may have none. Only a file says which authority to trust. */
const storeCommand = ({ name, url, credentials, ca, allowInsecure }: WatchedWorkspace): string => {
  const isPlain = /^[\w.:/-]+$/.test(url);
  const target =
    ca === null && isPlain
      ? `--url ${url} --parameter ${credentials}${allowInsecure ? ' --allow-insecure' : ''}`
      : `--workspace ${name}`;
  return `npm run -s alerter -- credentials set ${target}`;
};
