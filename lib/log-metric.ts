import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { deploymentName } from './deployment-name.ts';

export interface LogMetricProps {
  readonly logs: ILogGroup;
  /** A field of the log that holds a number. */
  readonly field: string;
  /** How large the number may be without an alarm. */
  readonly max: number;
}

/**
 * The largest number in a field of the log, while it is too large: a metric of one's own costs $0.30 a month, but
 * nothing for the hours in which it has no data.
 */
export const logMetric = (scope: Construct, { logs, field, max }: LogMetricProps): Metric =>
  new MetricFilter(scope, field, {
    logGroup: logs,
    filterPattern: FilterPattern.numberValue(`$.${field}`, '>', max),
    metricNamespace: `RocketChatAlerter/${deploymentName(scope)}`,
    metricName: field,
    metricValue: `$.${field}`,
  }).metric({ statistic: Stats.MAXIMUM });
