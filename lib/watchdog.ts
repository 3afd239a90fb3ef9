import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { logFields } from '../check/log-fields.ts';
import { maxIntervals } from '../check/check-progress.ts';
import type { OperationsRecipient } from '../config/operations.ts';
import { alarmDescription, type AlarmName, alarms } from './alarms.ts';
import type { CheckFunction } from './check-function.ts';
import { deploymentName } from './deployment-name.ts';
import { logMetric } from './log-metric.ts';
import { OperationsTopic } from './operations-topic.ts';

/** What the alarms are about, and who is notified. */
export interface WatchdogProps {
  /** Who gets notified. */
  readonly email: readonly OperationsRecipient[];
  /** Where a browser finds the pages of `docs/`; null: nobody has said. */
  readonly docsUrl: string | null;
  /** The customer-managed key; null: what rests in the topic is not encrypted. */
  readonly key: IKey | null;
  /** How often each workspace is checked. */
  readonly everySeconds: readonly number[];
  /** The check function. */
  readonly check: CheckFunction;
  /** The schedules that start checks. */
  readonly schedules: IScheduleGroup;
  /** The queue of checks that failed. */
  readonly failedChecks: IQueue;
  /** null where alerts that could not be forwarded are not kept. */
  readonly undelivered: IQueue | null;
  /** Each topic that alerts go through, by a word for it. */
  readonly alertTopics: Readonly<Record<string, Topic>>;
  /** The function that writes the status page. @default there is none */
  readonly statusPage?: IFunction | null;
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

/** So many intervals with a failed check are no accident: of one that fails alone, `failed-checks` notifies. */
const failedIntervals = 3;
/** An alert that waits for longer than that raises an alarm. */
const maxWaitSeconds = 15 * 60;

const fewMinutes = Duration.minutes(5);
/** After so many of them without being renewed, a status page calls itself out of date. */
const stalePeriods = 3;

/**
 * Watches the alerter by what costs nothing: the metrics that the services keep anyway, and one that is made of log
 * lines which are there only while something is wrong. An alarm notifies when it begins and when it ends.
 */
export class Watchdog extends Construct {
  /** The topic that the alarms notify. */
  readonly operations: OperationsTopic;
  readonly #docsUrl: string | null;
  readonly #criticalAlarms: string[] = [];

  constructor(scope: Construct, id: string, props: WatchdogProps) {
    super(scope, id);
    const { email, docsUrl, check, schedules, failedChecks, undelivered, alertTopics, statusPage = null } = props;
    this.operations = new OperationsTopic(this, 'Operations', props);
    this.#docsUrl = docsUrl;
    const min = Duration.seconds(Math.min(...props.everySeconds));
    const { logs } = check;
    const slowest = Math.max(...props.everySeconds);
    const maxLength = Duration.seconds(Math.max(slowest, fewMinutes.toSeconds()));

    this.#alarm('no-checks', {
      metric: check.function.metricInvocations({ statistic: Stats.SUM, period: min }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: maxIntervals,
      // Without an invocation there is no data.
      treatMissingData: TreatMissingData.BREACHING,
    });
    this.#alarm('check-errors', {
      metric: check.function.metricErrors({ statistic: Stats.SUM, period: min }),
      threshold: 1,
      evaluationPeriods: maxIntervals,
      datapointsToAlarm: failedIntervals,
    });
    this.#alarm('failed-starts', any(schedules.metricTargetErrors({ statistic: Stats.SUM, period: fewMinutes })));
    this.#alarm('dropped-checks', any(schedules.metricDropped({ statistic: Stats.SUM, period: fewMinutes })));
    this.#alarm('failed-checks', anyLately(messagesTo(failedChecks), slowest));
    if (undelivered !== null) this.#alarm('undelivered-alerts', anyLately(messagesTo(undelivered), 0));
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
    if (statusPage !== null) {
      this.#alarm('stale-status-page', {
        ...any(statusPage.metricErrors({ statistic: Stats.SUM, period: fewMinutes })),
        evaluationPeriods: stalePeriods,
      });
    }
    this.operations.subscribe(email, this.#criticalAlarms);
  }

  /** @param words distinguish it from others of the same name */
  #alarm(name: AlarmName, condition: Condition, ...words: readonly string[]): void {
    const id = [name, ...words].join('-');
    const alarmName = `${deploymentName(this)}-${id}`;
    if (alarms[name].severity === 'critical') this.#criticalAlarms.push(alarmName);
    const alarm = new Alarm(this, id, {
      // It is the subject of the e-mail.
      alarmName,
      alarmDescription: alarmDescription(name, this.#docsUrl),
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...condition,
    });
    const notify = new SnsAction(this.operations.topic);
    alarm.addAlarmAction(notify);
    alarm.addOkAction(notify);
  }
}

/** Whether there is any at all. */
const any = (metric: Metric): Condition => ({ metric, threshold: 1 });

/**
 * Whether there was any in the last hour, or since the slowest workspace was last checked: over by itself afterwards,
 * and one alarm where the same happens at each check.
 */
const anyLately = (metric: Metric, slowestSeconds: number): Condition => ({
  ...any(metric),
  evaluationPeriods: Math.ceil(Math.max(3_600, slowestSeconds) / fewMinutes.toSeconds()) + 1,
  datapointsToAlarm: 1,
});

/** Those that came, not those that are kept: they are kept for two weeks, in which the next could not raise an alarm. */
const messagesTo = (queue: IQueue): Metric =>
  queue.metricNumberOfMessagesSent({ statistic: Stats.SUM, period: fewMinutes });
