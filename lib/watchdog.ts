import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { logFields } from '../check/log-fields.ts';
import { maxIntervals } from '../check/neighbour.ts';
import { alarmDescription, type AlarmName } from './alarms.ts';
import type { CheckFunction } from './check-function.ts';
import { deploymentName } from './deployment-name.ts';
import { logMetric } from './log-metric.ts';
import { OperationsTopic } from './operations-topic.ts';

export interface WatchdogProps {
  /** The addresses of those who are told. */
  readonly email: readonly string[];
  /** The customer-managed key; null: what rests in the topic is not encrypted. */
  readonly key: IKey | null;
  /** How often each workspace is checked. */
  readonly everySeconds: readonly number[];
  readonly check: CheckFunction;
  readonly schedules: IScheduleGroup;
  readonly failedChecks: IQueue;
  /** null where nothing is kept that could not be handed on. */
  readonly undelivered: IQueue | null;
  /** Each topic that alerts go through, by a word for it. */
  readonly alertTopics: Readonly<Record<string, Topic>>;
}

interface Condition {
  readonly metric: Metric;
  readonly threshold: number;
  /** @default GREATER_THAN_OR_EQUAL_TO_THRESHOLD */
  readonly comparisonOperator?: ComparisonOperator;
  /** @default 1 */
  readonly evaluationPeriods?: number;
  /** @default all of them */
  readonly datapointsToAlarm?: number;
  /** @default NOT_BREACHING */
  readonly treatMissingData?: TreatMissingData;
}

/** So many intervals with a failed check are no accident: one that fails alone is told by the queue it is kept in. */
const failedIntervals = 3;
/** An alert that nobody has been told for so long is told of here. */
const maxWaitSeconds = 15 * 60;

const fewMinutes = Duration.minutes(5);

/**
 * Watches the alerter by what costs nothing: the metrics that the services keep anyway, and two that are made of
 * log lines which are there only while something is wrong. Whoever is told of an alarm is told of its end.
 */
export class Watchdog extends Construct {
  readonly operations: OperationsTopic;

  constructor(scope: Construct, id: string, props: WatchdogProps) {
    super(scope, id);
    const { check, schedules, failedChecks, undelivered, alertTopics } = props;
    this.operations = new OperationsTopic(this, 'Operations', props);
    const min = Duration.seconds(Math.min(...props.everySeconds));
    const { logs } = check;
    const sightings = Duration.seconds(Math.max(...props.everySeconds, Duration.hours(1).toSeconds()));
    const maxLength = Duration.seconds(Math.max(...props.everySeconds, fewMinutes.toSeconds()));

    this.#alarm('no-checks', {
      metric: check.function.metricInvocations({ statistic: Stats.SUM, period: min }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: maxIntervals,
      // Without an invocation there is no data.
      treatMissingData: TreatMissingData.BREACHING,
    });
    // Other workspaces look after it once an hour, or as often as they are checked.
    if (props.everySeconds.length > 1) {
      this.#alarm('unchecked-workspace', {
        metric: logMetric(this, { logs, field: logFields.uncheckedSeconds, max: 0 }).with({ period: sightings }),
        threshold: 0,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: 2,
        datapointsToAlarm: 1,
      });
    }
    this.#alarm('check-errors', {
      metric: check.function.metricErrors({ statistic: Stats.SUM, period: min }),
      threshold: 1,
      evaluationPeriods: maxIntervals,
      datapointsToAlarm: failedIntervals,
    });
    this.#alarm('failed-starts', any(schedules.metricTargetErrors({ statistic: Stats.SUM, period: fewMinutes })));
    this.#alarm('dropped-checks', any(schedules.metricDropped({ statistic: Stats.SUM, period: fewMinutes })));
    this.#alarm('failed-checks', any(messagesIn(failedChecks)));
    if (undelivered !== null) this.#alarm('undelivered-alerts', any(messagesIn(undelivered)));
    for (const [word, topic] of Object.entries(alertTopics)) {
      const failures = topic.metricNumberOfNotificationsFailed({ statistic: Stats.SUM, period: fewMinutes });
      this.#alarm('failed-deliveries', any(failures), word);
    }
    this.#alarm('waiting-alerts', {
      // A slow workspace says only at its next check that it is over.
      metric: logMetric(this, { logs, field: logFields.waitingSeconds, max: maxWaitSeconds }).with({
        period: maxLength,
      }),
      threshold: maxWaitSeconds,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    });
  }

  /** @param words tell it from others of the same name */
  #alarm(name: AlarmName, condition: Condition, ...words: readonly string[]): void {
    const id = [name, ...words].join('-');
    const alarm = new Alarm(this, id, {
      // It is the subject of the e-mail.
      alarmName: `${deploymentName(this)}-${id}`,
      alarmDescription: alarmDescription(name),
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...condition,
    });
    const tell = new SnsAction(this.operations.topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
  }
}

/** Whether there is any at all. */
const any = (metric: Metric): Condition => ({ metric, threshold: 1 });

const messagesIn = (queue: IQueue): Metric =>
  queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: fewMinutes });
