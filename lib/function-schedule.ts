import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, type ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { WorkspaceChecks } from './workspace-checks.ts';

interface FunctionScheduleProps {
  readonly description: string;
  readonly expression: ScheduleExpression;
  readonly function: IFunction;
  /** The event that the function gets. */
  readonly event: object;
  /** In whose group and role the schedule is. */
  readonly schedules: WorkspaceChecks;
  readonly maxRetries: number;
  readonly maxEventAgeSeconds: number;
  /** Where an invocation is kept that could not be made. */
  readonly failed: IQueue;
}

/** Starts a function regularly, beside the checks of the workspaces. */
export function functionSchedule(scope: Construct, props: FunctionScheduleProps): void {
  const {
    schedules,
    function: { functionArn },
    event,
    maxRetries,
    maxEventAgeSeconds,
    failed,
  } = props;
  schedules.role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }));
  // Without a name of its own: any that it could be given, a workspace may have.
  const schedule = new Schedule(scope, 'Schedule', {
    scheduleGroup: schedules.group,
    description: props.description,
    schedule: props.expression,
    target: {
      bind: () => ({
        arn: functionArn,
        role: schedules.role,
        input: ScheduleTargetInput.fromObject(event),
        retryPolicy: { maximumRetryAttempts: maxRetries, maximumEventAgeInSeconds: maxEventAgeSeconds },
        deadLetterConfig: { arn: failed.queueArn },
      }),
    },
  });
  schedule.node.addDependency(schedules.role);
}
