import { Duration } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { environment } from '../lambda/widget/environment.ts';
import type { HistoryTable } from './history-table.ts';
import { nodeFunction } from './node-function.ts';

/** What a timeline shows. */
export interface TimelineWidgetProps {
  /** The history that it draws. */
  readonly history: HistoryTable;
  /** The workspace of a widget that names none. */
  readonly workspace: string;
}

/** Draws a workspace's timeline for a dashboard. Reads the history, and writes nothing but rollups of it. */
export class TimelineWidget extends Construct {
  /** The function that draws it. */
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, { history, workspace }: TimelineWidgetProps) {
    super(scope, id);
    this.function = nodeFunction(this, {
      description: 'Draws the timeline of a Rocket.Chat workspace for a CloudWatch dashboard.',
      entry: 'lambda/widget/handler.ts',
      environment: { [environment.workspace]: workspace },
      // A day of ten instances, checked every minute: 15,000 of them to be read while somebody waits.
      memorySize: 1024,
      timeout: Duration.seconds(30),
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      failed: null,
    }).function;
    history.grantReading(this.function);
    history.grantRollingUp(this.function);
  }
}
