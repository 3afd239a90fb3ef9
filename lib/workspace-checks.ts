import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  ContextAttribute,
  type IScheduleTarget,
  Schedule,
  ScheduleGroup,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Rules } from '../core/rules/registry.ts';
import type { CheckEvent, WatchedWorkspace } from '../config/check-event.ts';
import { rulesByChoice } from './rules-by-choice.ts';
import { checkEvery } from './schedule-expression.ts';

/** What is checked, and by what. */
export interface WorkspaceChecksProps {
  /** The workspaces, each of which gets a schedule. */
  readonly workspaces: readonly WatchedWorkspace[];
  /** The check function. */
  readonly check: IFunction;
  /** Where a check that could not be started is kept for a person to look at. */
  readonly failedChecks: IQueue;
}

/** One schedule per workspace, in a group of their own: its metrics are theirs alone. */
export class WorkspaceChecks extends Construct {
  /** The group of all schedules. */
  readonly group: ScheduleGroup;
  /** In which the schedules of the group act. */
  readonly role: Role;

  constructor(scope: Construct, id: string, { workspaces, check, failedChecks }: WorkspaceChecksProps) {
    super(scope, id);
    const group = new ScheduleGroup(this, 'Group', { removalPolicy: RemovalPolicy.DESTROY });
    this.group = group;
    const role = new Role(this, 'Role', {
      description: 'Lets the schedules of the Rocket.Chat alerter start its checks.',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': group.scheduleGroupArn },
        },
      }),
    });
    this.role = role;
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [check.functionArn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failedChecks.queueArn] }));
    failedChecks.encryptionMasterKey?.grant(role, 'kms:Decrypt', 'kms:GenerateDataKey');

    for (const workspace of workspaces) {
      // EventBridge Scheduler puts the time in.
      const event: ScheduledEvent = {
        scheduledAt: ContextAttribute.scheduledTime,
        workspace: { ...workspace, rules: rulesByChoice(workspace.rules) },
      };
      // The CDK's own target for a function would also allow each of its versions and aliases.
      const target: IScheduleTarget = {
        bind: () => ({
          arn: check.functionArn,
          role,
          input: ScheduleTargetInput.fromObject(event),
          // A check is worth nothing once the next one is due; the defaults would repeat it for a day.
          retryPolicy: { maximumRetryAttempts: 1, maximumEventAgeInSeconds: 60 },
          deadLetterConfig: { arn: failedChecks.queueArn },
        }),
      };
      const schedule = new Schedule(this, workspace.name, {
        scheduleName: workspace.name,
        scheduleGroup: group,
        description: `Checks the Rocket.Chat workspace ${workspace.name}.`,
        schedule: checkEvery(workspace.everySeconds, workspace.name),
        target,
      });
      // A schedule starts at once: without its role's permissions, the first checks would fail.
      schedule.node.addDependency(role);
    }
  }
}

/** A check event as a schedule holds it; `readCheckEvent` fills in what is left out. */
interface ScheduledEvent {
  readonly scheduledAt: string;
  readonly workspace: Omit<CheckEvent['workspace'], 'rules'> & { readonly rules: Partial<Rules> };
}
