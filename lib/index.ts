/** For CDK apps that have more to deploy than the alerter. */
export { ConfigurationError, type Mistake } from '../config/configuration-error.ts';
export { alerterSettings } from '../config/from-object.ts';
export { loadConfiguration, type ReadOptions } from '../config/load.ts';
export { AlerterStack, type AlerterStackProps } from './alerter-stack.ts';
export { InstanceAlerter, type InstanceAlerterProps } from './instance-alerter.ts';

// What a configuration holds.
export type { AlertsConfiguration } from '../config/form/alerts.ts';
export type { AlerterConfiguration } from '../config/form/configuration.ts';
export type { MaintenanceConfiguration } from '../config/form/maintenance.ts';
export type { RulesConfiguration } from '../config/form/rules.ts';
export type { WorkspaceConfiguration } from '../config/form/workspaces.ts';

// What was read of it, with every default filled in.
export type { ProbeAddress, ProbeSettings } from '../adapters/probe/settings.ts';
export type { WatchedWorkspace } from '../config/check-event.ts';
export type { EncryptionKey } from '../config/encryption.ts';
export type { CheckNetwork } from '../config/network.ts';
export type { OperationsRecipient } from '../config/operations.ts';
export type {
  AlertRoutes,
  EmailRoute,
  QueueRoute,
  Route,
  RouteSummary,
  ServiceRoute,
  SlackChannel,
  SlackRoute,
  TeamsChannel,
  TopicOnly,
} from '../config/routes.ts';
export type { StatusPageDomain, StatusPageSettings } from '../config/status-page.ts';
export type { StatusPageContent } from '../config/status-page-event.ts';
export type { AlerterSettings } from '../config/settings.ts';
export type { SmtpServer } from '../config/smtp.ts';
export type { SummaryAudience, WeeklySummary as SummarySettings } from '../config/summary.ts';
export type { SummaryTime } from '../core/summary/week.ts';
export type { MaintenanceWindow } from '../core/incidents/maintenance.ts';
export type { Rules } from '../core/rules/registry.ts';
export type { severities, Severity, Use } from '../core/settings/values.ts';

// The parts of an alerter, to use and not to make.
export type { Recipient } from '../adapters/sns/recipients.ts';
export type { CheckedWorkspace } from '../config/self-check-event.ts';
export type { AlertRouting, AlertRoutingProps } from './alert-routing.ts';
export type { AlertTopic } from './alert-topic.ts';
export type { CheckFunction, CheckFunctionProps } from './check-function.ts';
export type { AlerterDashboard, AlerterDashboardProps } from './dashboard.ts';
export type { HistoryTable, HistoryTableProps } from './history-table.ts';
export type { OperationsTopic, OperationsTopicProps } from './operations-topic.ts';
export type { SelfCheck, SelfCheckProps, TopicWithRecipients } from './self-check.ts';
export type { StatusPage, StatusPageProps } from './status-page.ts';
export type { TimelineWidget, TimelineWidgetProps } from './timeline-widget.ts';
export type { Watchdog, WatchdogProps } from './watchdog.ts';
export type { WeeklySummary, WeeklySummaryProps } from './weekly-summary.ts';
export type { WorkspaceChecks, WorkspaceChecksProps } from './workspace-checks.ts';
