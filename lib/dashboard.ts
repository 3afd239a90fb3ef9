import { Aws, Duration } from 'aws-cdk-lib';
import {
  CustomWidget,
  Dashboard,
  GraphWidget,
  type IWidget,
  type Metric,
  PeriodOverride,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deploymentName } from './deployment-name.ts';
import type { HistoryTable } from './history-table.ts';
import { TimelineWidget } from './timeline-widget.ts';

/** What a dashboard shows. */
export interface AlerterDashboardProps {
  /** The names of all workspaces. */
  readonly workspaces: readonly string[];
  /** The history that its timeline draws. */
  readonly history: HistoryTable;
  /** The check function, of which it shows errors and durations. */
  readonly check: IFunction;
  /** The schedules, of which it shows how many fire. */
  readonly schedules: IScheduleGroup;
  /** The queue of checks that failed. */
  readonly failedChecks: IQueue;
  /** null where alerts that could not be forwarded are not kept. */
  readonly undelivered: IQueue | null;
}

/** Each is a call of the widget's function whenever somebody looks, and a screen to scroll past. */
const maxTimelines = 12;
const wholeRow = 24;
const quarter = wholeRow / 4;
const fiveMinutes = { period: Duration.minutes(5) };

/** The workspaces through time, and the alerter's own health. */
export class AlerterDashboard extends Construct {
  /** The dashboard itself, to add widgets to. */
  readonly dashboard: Dashboard;
  /** What draws the timelines of the workspaces. */
  readonly widget: TimelineWidget;
  /** Its name in CloudWatch. */
  readonly name: string;
  /** Where a browser finds it. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: AlerterDashboardProps) {
    super(scope, id);
    const { workspaces, history } = props;
    this.widget = new TimelineWidget(this, 'Widget', { history, workspace: workspaces[0] ?? '' });
    // Known throughout the account, in every region.
    this.name = `${deploymentName(this)}-${Aws.REGION}`;
    this.dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: this.name,
      defaultInterval: Duration.hours(12),
      periodOverride: PeriodOverride.AUTO,
      widgets: [...this.#timelines(workspaces).map((widget) => [widget]), graphs(props)],
    });
    const console = `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}`;
    this.url = `${console}#dashboards/dashboard/${this.dashboard.dashboardName}`;
  }

  #timelines(workspaces: readonly string[]): IWidget[] {
    const { functionArn } = this.widget.function;
    const drawn = workspaces.slice(0, maxTimelines).map(
      (workspace) =>
        new CustomWidget({
          title: workspace,
          functionArn,
          params: { workspace },
          width: wholeRow,
          height: 8,
          updateOnRefresh: true,
          updateOnResize: true,
          updateOnTimeRangeChange: true,
        }),
    );
    if (workspaces.length <= maxTimelines) return drawn;
    const markdown = `${workspaces.length - maxTimelines} more workspaces are checked than are shown here. To see one, edit a timeline and write its name into the parameters.`;
    return [...drawn, new TextWidget({ markdown, width: wholeRow, height: 2 })];
  }
}

const graph = (title: string, left: Metric[], right: Metric[] = []): IWidget =>
  new GraphWidget({ title, left, right, width: quarter, height: 6, leftYAxis: { min: 0 }, rightYAxis: { min: 0 } });

const graphs = ({ check, schedules, failedChecks, undelivered }: AlerterDashboardProps): IWidget[] => {
  const sum = { statistic: Stats.SUM, ...fiveMinutes };
  const waiting = (queue: IQueue, label: string): Metric =>
    queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, label, ...fiveMinutes });
  return [
    graph(
      'Checks',
      [check.metricInvocations({ label: 'invocations', ...sum })],
      [check.metricErrors({ label: 'errors', ...sum })],
    ),
    graph('Check duration', [
      check.metricDuration({ statistic: Stats.p(50), label: 'p50', ...fiveMinutes }),
      check.metricDuration({ statistic: Stats.MAXIMUM, label: 'max', ...fiveMinutes }),
    ]),
    graph('Checks not started', [
      schedules.metricDropped({ label: 'dropped', ...sum }),
      schedules.metricTargetErrors({ label: 'failed starts', ...sum }),
      schedules.metricThrottled({ label: 'throttled', ...sum }),
    ]),
    graph('Dead-letter queues', [
      waiting(failedChecks, 'failed checks'),
      ...(undelivered === null ? [] : [waiting(undelivered, 'undelivered alerts')]),
    ]),
  ];
};
