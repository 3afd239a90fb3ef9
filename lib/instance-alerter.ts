import { Duration, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { AlertRouting } from './alert-routing.ts';
import { AlertTopic } from './alert-topic.ts';
import { CheckFunction } from './check-function.ts';
import type { AlerterSettings } from './config/settings.ts';
import { HistoryTable } from './history-table.ts';
import { Watchdog } from './watchdog.ts';
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
  readonly watchdog: Watchdog;

  constructor(scope: Construct, id: string, { settings }: InstanceAlerterProps) {
    super(scope, id);
    const { workspaces, alerts, operations, history } = settings;
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
    const schedules = new WorkspaceChecks(this, 'Schedules', {
      workspaces,
      check: this.check.function,
      failedChecks: this.failedChecks,
    });
    this.watchdog = new Watchdog(this, 'Watchdog', {
      email: operations.email,
      everySeconds: workspaces.map(({ everySeconds }) => everySeconds),
      check: this.check,
      schedules: schedules.group,
      failedChecks: this.failedChecks,
      undelivered: this.routing.undelivered,
      alertTopics: { alerts: this.alerts.topic, ...this.routing.chatTopics },
    });
    Validations.of(this.failedChecks).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself the dead-letter queue, of the schedules and of the check function.',
    });
  }
}
