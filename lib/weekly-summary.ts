import { Duration, Stack, TimeZone } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { ContextAttribute, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { WatchedWorkspace } from '../config/check-event.ts';
import type { WeeklySummary as SummarySettings } from '../config/summary.ts';
import type { ScheduledSummary } from '../config/summary-event.ts';
import type { Rules } from '../core/rules/registry.ts';
import { environment } from '../lambda/summary/environment.ts';
import type { AlertTopic } from './alert-topic.ts';
import { functionSchedule } from './function-schedule.ts';
import type { HistoryTable } from './history-table.ts';
import { nodeFunction } from './node-function.ts';
import { rulesByChoice } from './rules-by-choice.ts';
import type { WorkspaceChecks } from './workspace-checks.ts';

/** What the summary is about, and who gets it. */
export interface WeeklySummaryProps {
  /** When it is sent, and to whom. */
  readonly summary: SummarySettings;
  /** The workspaces that it is about. */
  readonly workspaces: readonly WatchedWorkspace[];
  /** The rules of workspaces that have none of their own. */
  readonly rules: Rules;
  /** The history that it reads. */
  readonly history: HistoryTable;
  /** The topic to which it is published, as alerts are. */
  readonly alerts: AlertTopic;
  /** In whose group and role its schedule is. */
  readonly schedules: WorkspaceChecks;
  /** Where one that failed is kept. */
  readonly failed: IQueue;
}

const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * Sends the weekly summary. Its schedule starts it at the time of the configuration and every hour of that day after it,
 * in its time zone: what was sent is not sent again, and what failed, or fell into an hour that the clocks left out, is
 * made up for.
 */
export class WeeklySummary extends Construct {
  /** The function that makes it. */
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: WeeklySummaryProps) {
    super(scope, id);
    const { summary, history, alerts, schedules, failed } = props;
    this.function = nodeFunction(this, {
      description: 'Sends the weekly summary of the Rocket.Chat alerter.',
      entry: 'lambda/summary/handler.ts',
      environment: { [environment.alertTopic]: alerts.topic.topicArn },
      // A week of checks judged anew takes processor time, and Lambda gives that by the memory.
      memorySize: 1024,
      timeout: Duration.minutes(10),
      retryAttempts: 2,
      maxEventAge: Duration.hours(1),
      failed,
    }).function;
    history.grantReading(this.function);
    history.grantMarkingSummaries(this.function);
    alerts.topic.grants.publish(this.function);
    functionSchedule(this, {
      description: 'Sends the weekly summary of the Rocket.Chat alerter.',
      expression: expressionOf(summary),
      function: this.function,
      event: this.#event(props),
      schedules,
      maxRetries: 5,
      maxEventAgeSeconds: 3_600,
      failed,
    });
  }

  #event({ summary, workspaces, rules }: WeeklySummaryProps): ScheduledSummary {
    const names = workspaces.map(({ name }) => name);
    const own = workspaces.map((workspace) => [workspace.name, rulesByChoice(workspace.rules, rules)] as const);
    return {
      scheduledAt: ContextAttribute.scheduledTime,
      summary: {
        stack: Stack.of(this).stackName,
        cron: summary.cron,
        timeZone: summary.timeZone,
        workspaces: names,
        audiences: summary.audiences.map((audience) => ({
          id: audience.id,
          workspaces: audience.workspaces?.map((name) => names.indexOf(name)) ?? null,
        })),
        rules: rulesByChoice(rules),
        ownRules: Object.fromEntries(own.filter(([, changed]) => Object.keys(changed).length > 0)),
      },
    };
  }
}

const expressionOf = ({ cron, timeZone }: SummarySettings): ScheduleExpression => {
  const [minute = '', hour = '', , , weekday = ''] = cron.split(' ');
  return ScheduleExpression.cron({
    minute,
    hour: hour === '23' ? hour : `${hour}-23`,
    weekDay: weekdays[Number(weekday)] ?? '',
    timeZone: TimeZone.of(timeZone),
  });
};
