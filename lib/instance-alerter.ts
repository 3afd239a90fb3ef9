import { Duration, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { AlertRouting } from './alert-routing.ts';
import { AlertTopic } from './alert-topic.ts';
import { CheckFunction } from './check-function.ts';
import type { AlerterSettings } from './config/settings.ts';
import { HistoryTable } from './history-table.ts';
import { WorkspaceChecks } from './workspace-checks.ts';

export interface InstanceAlerterProps {
  readonly settings: AlerterSettings;
}

/** The whole alerter: schedules start checks, checks leave a history, and what changed is told. */
export class InstanceAlerter extends Construct {
  readonly history: HistoryTable;
  readonly alerts: AlertTopic;
  readonly routing: AlertRouting;
  readonly check: CheckFunction;
  /** Checks that could not be started or did not end well, kept for two weeks. */
  readonly failedChecks: Queue;

  constructor(scope: Construct, id: string, { settings }: InstanceAlerterProps) {
    super(scope, id);
    const { workspaces, alerts, history } = settings;
    this.history = new HistoryTable(this, 'History', history);
    this.alerts = new AlertTopic(this, 'Alerts');
    this.routing = new AlertRouting(this, 'Routing', {
      alerts: this.alerts.topic,
      routes: alerts,
      workspaces: workspaces.map(({ name }) => name),
    });
    this.failedChecks = new Queue(this, 'FailedChecks', { enforceSSL: true, retentionPeriod: Duration.days(14) });
    this.check = new CheckFunction(this, 'Check', {
      history: this.history,
      alerts: this.alerts,
      credentials: workspaces.map(({ credentials }) => credentials),
      failedChecks: this.failedChecks,
    });
    new WorkspaceChecks(this, 'Schedules', {
      workspaces,
      check: this.check.function,
      failedChecks: this.failedChecks,
    });
    Validations.of(this.failedChecks).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself the dead-letter queue, of the schedules and of the check function.',
    });
  }
}
