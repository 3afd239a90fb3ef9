import { Annotations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Recipient } from '../adapters/sns/recipients.ts';
import type { WatchedWorkspace } from '../config/check-event.ts';
import type { OperationsRecipient } from '../config/operations.ts';
import { isParameterName } from '../adapters/heartbeat/heartbeat-url.ts';
import { AlertRouting } from './alert-routing.ts';
import { mayRecheck } from '../check/recheck.ts';
import { AlertTopic } from './alert-topic.ts';
import { CheckFunction } from './check-function.ts';
import type { AlerterSettings } from '../config/settings.ts';
import { AlerterDashboard } from './dashboard.ts';
import { deadLetterQueue } from './dead-letter-queue.ts';
import { ownDocsUrl } from './docs-url.ts';
import { encryptionKey } from './encryption-key.ts';
import { HistoryTable } from './history-table.ts';
import { SelfCheck } from './self-check.ts';
import { StatusPage } from './status-page.ts';
import { tooManyResources } from './stack-limits.ts';
import { Watchdog } from './watchdog.ts';
import { WeeklySummary } from './weekly-summary.ts';
import { WorkspaceChecks } from './workspace-checks.ts';

/** What an alerter is made of. */
export interface InstanceAlerterProps {
  /** The configuration, as `loadConfiguration` or `alerterSettings` gives it. */
  readonly settings: AlerterSettings;
}

/** The whole alerter: schedules start checks, checks leave a history, and what changed is sent. */
export class InstanceAlerter extends Construct {
  /** The customer-managed key for all that is stored; null: keys that AWS manages. */
  readonly key: IKey | null;
  /** The table of snapshots. */
  readonly history: HistoryTable;
  /** The topic of all alerts. */
  readonly alerts: AlertTopic;
  /** The ways from the topic to the recipients. */
  readonly routing: AlertRouting;
  /** The function that checks the workspaces. */
  readonly check: CheckFunction;
  /** Checks that could not be started or did not end well, kept for two weeks. */
  readonly failedChecks: Queue;
  /** The alarms about the alerter's own health. */
  readonly watchdog: Watchdog;
  /** The hourly check of the alerter itself. */
  readonly selfCheck: SelfCheck;
  /** null where none is configured, or nobody gets it. */
  readonly summary: WeeklySummary | null;
  /** The group of all schedules. */
  readonly schedules: IScheduleGroup;
  /** The page on which others see how workspaces stand; null where none is wanted. */
  readonly statusPage: StatusPage | null;
  /** null where none is wanted. */
  readonly dashboard: AlerterDashboard | null;

  constructor(scope: Construct, id: string, { settings }: InstanceAlerterProps) {
    super(scope, id);
    this.node.addValidation({ validate: () => tooManyResources(this) });
    const { workspaces, alerts, operations, history, vpc, encryption } = settings;
    const docsUrl = settings.docsUrl ?? ownDocsUrl();
    this.key =
      encryption === null ? null : encryptionKey(this, { encryption, removeWithStack: history.removeWithStack });
    const { key } = this;
    this.history = new HistoryTable(this, 'History', { removeWithStack: history.removeWithStack, key });
    this.alerts = new AlertTopic(this, 'Alerts', { key });
    this.routing = new AlertRouting(this, 'Routing', {
      alerts: this.alerts.topic,
      routes: alerts,
      workspaces: workspaces.map(({ name }) => name),
      key,
    });
    this.failedChecks = deadLetterQueue(this, 'FailedChecks', {
      key,
      of: 'of the schedules and of the check function',
    });
    this.check = new CheckFunction(this, 'Check', {
      history: this.history,
      alerts: this.alerts,
      parameters: workspaces.flatMap(parametersOf),
      failedChecks: this.failedChecks,
      rechecks: workspaces.some(mayRecheck),
      vpc,
    });
    const schedules = new WorkspaceChecks(this, 'Schedules', {
      workspaces,
      check: this.check.function,
      failedChecks: this.failedChecks,
    });
    this.schedules = schedules.group;
    this.statusPage =
      settings.statusPage === null
        ? null
        : new StatusPage(this, 'StatusPage', {
            settings: settings.statusPage,
            history: this.history,
            schedules,
            failed: this.failedChecks,
          });
    this.watchdog = new Watchdog(this, 'Watchdog', {
      email: operations.email,
      docsUrl,
      key,
      everySeconds: workspaces.map(({ everySeconds }) => everySeconds),
      check: this.check,
      schedules: schedules.group,
      failedChecks: this.failedChecks,
      undelivered: this.routing.undelivered,
      alertTopics: { alerts: this.alerts.topic, ...this.routing.chatTopics },
      statusPage: this.statusPage?.function ?? null,
    });
    this.selfCheck = new SelfCheck(this, 'SelfCheck', {
      workspaces,
      docsUrl,
      history: this.history,
      topics: {
        alerts: { topic: this.alerts.topic, recipients: this.routing.recipients },
        ...mapped(this.routing.chatTopics, (topic) => ({ topic, recipients: [amazonQ] })),
        operations: { topic: this.watchdog.operations.topic, recipients: operations.email.map(addressee) },
      },
      operations: this.watchdog.operations.topic,
      schedules,
      failed: this.failedChecks,
    });
    if (settings.summary?.audiences.length === 0) {
      Annotations.of(this).addWarningV2(
        'rocketchat-alerter:summaryWithoutRecipients',
        'The weekly summary has no recipient, so it is not sent: no recipient under `alerts` is one whose messages people read.',
      );
    }
    this.summary =
      settings.summary === null || settings.summary.audiences.length === 0
        ? null
        : new WeeklySummary(this, 'Summary', {
            summary: settings.summary,
            workspaces,
            rules: settings.rules,
            history: this.history,
            alerts: this.alerts,
            schedules,
            failed: this.failedChecks,
          });
    this.dashboard = settings.dashboard
      ? new AlerterDashboard(this, 'Dashboard', {
          workspaces: workspaces.map(({ name }) => name),
          history: this.history,
          check: this.check.function,
          schedules: schedules.group,
          failedChecks: this.failedChecks,
          undelivered: this.routing.undelivered,
        })
      : null;
    this.check.linkTo({ dashboard: this.dashboard?.name ?? null, docsUrl });
  }
}

/** It subscribes by itself to the topics of its configurations. */
const amazonQ: Recipient = { protocol: 'https', endpoint: null, name: 'Amazon Q Developer' };

const addressee = ({ address }: OperationsRecipient): Recipient => ({
  protocol: 'email',
  endpoint: address,
  name: address,
});

const mapped = <From, To>(entries: Readonly<Record<string, From>>, map: (from: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, map(value)]));

/** The names of the SSM parameters that a check of the workspace reads. */
const parametersOf = ({ credentials, heartbeatUrl }: WatchedWorkspace): readonly string[] =>
  heartbeatUrl !== null && isParameterName(heartbeatUrl) ? [credentials, heartbeatUrl] : [credentials];
