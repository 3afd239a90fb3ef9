import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { ContextAttribute, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Recipient, WatchedTopic } from '../adapters/sns/recipients.ts';
import type { CheckedWorkspace, SelfCheckEvent } from '../config/self-check-event.ts';
import { environment } from '../lambda/self-check/environment.ts';
import { functionSchedule } from './function-schedule.ts';
import type { HistoryTable } from './history-table.ts';
import { nodeFunction } from './node-function.ts';
import type { WorkspaceChecks } from './workspace-checks.ts';

/** A topic, and whom it is to reach. */
export interface TopicWithRecipients {
  /** The topic. */
  readonly topic: Topic;
  /** Who must be subscribed to it. */
  readonly recipients: readonly Recipient[];
}

/** What the self-check looks at. */
export interface SelfCheckProps {
  /** The workspaces that must have been checked. */
  readonly workspaces: readonly CheckedWorkspace[];
  /** Where the documentation is, for links; null: nowhere. */
  readonly docsUrl: string | null;
  /** The history whose last checks it reads. */
  readonly history: HistoryTable;
  /** By what they are for; `operations` among them. */
  readonly topics: Readonly<Record<string, TopicWithRecipients>>;
  /** The topic to which it publishes what it finds. */
  readonly operations: Topic;
  /** In whose group and role its schedule is. */
  readonly schedules: WorkspaceChecks;
  /** Where a self-check that failed is kept. */
  readonly failed: IQueue;
}

/** EventBridge Scheduler puts the time in. */
type ScheduledEvent = Omit<SelfCheckEvent, 'scheduledAt'> & { readonly scheduledAt: string };

/** At this minute of each hour. */
const minute = '7';

/**
 * Looks once an hour at whether each workspace is checked, and once a day at whether each recipient would get an alert,
 * and says by name what is wrong: an alarm of the whole stack would hide a second workspace behind the first.
 */
export class SelfCheck extends Construct {
  /** The function that makes it. */
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: SelfCheckProps) {
    super(scope, id);
    const { history, topics, operations, schedules, failed } = props;
    this.function = nodeFunction(this, {
      description: 'Notifies operations of Rocket.Chat workspaces that are not checked and of missing recipients.',
      entry: 'lambda/self-check/handler.ts',
      environment: { [environment.operationsTopic]: operations.topicArn },
      memorySize: 256,
      timeout: Duration.minutes(5),
      // The next is an hour away.
      retryAttempts: 1,
      maxEventAge: Duration.minutes(30),
      failed,
    }).function;
    history.grantReading(this.function);
    operations.grants.publish(this.function);
    this.function.addToRolePolicy(
      new PolicyStatement({
        actions: ['sns:ListSubscriptionsByTopic'],
        resources: Object.values(topics).map(({ topic }) => topic.topicArn),
      }),
    );
    functionSchedule(this, {
      description: 'Checks the Rocket.Chat alerter itself.',
      expression: ScheduleExpression.cron({ minute }),
      function: this.function,
      event: this.#event(props),
      schedules,
      maxRetries: 2,
      maxEventAgeSeconds: 1_800,
      failed,
    });
  }

  #event({ workspaces, docsUrl, topics }: SelfCheckProps): ScheduledEvent {
    const watched = Object.entries(topics).map(([name, { topic, recipients }]): WatchedTopic => ({
      name,
      arn: topic.topicArn,
      recipients,
    }));
    return {
      scheduledAt: ContextAttribute.scheduledTime,
      stack: Stack.of(this).stackName,
      docsUrl,
      workspaces: workspaces.map(({ name, everySeconds }) => ({ name, everySeconds })),
      topics: watched,
    };
  }
}
