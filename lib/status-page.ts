import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StatusPageSettings } from '../config/status-page.ts';
import type { StatusPageContent } from '../config/status-page-event.ts';
import { environment } from '../lambda/status-page/environment.ts';
import { acknowledge } from './acknowledge.ts';
import { functionSchedule } from './function-schedule.ts';
import type { HistoryTable } from './history-table.ts';
import { nodeFunction } from './node-function.ts';
import { statusPageDistribution } from './status-page-distribution.ts';
import type { WorkspaceChecks } from './workspace-checks.ts';

/** Lambda gives a processor in proportion. */
export const statusPageMemoryMebibytes = 512;

/** What a status page is made of. */
export interface StatusPageProps {
  /** What it shows, and where. */
  readonly settings: StatusPageSettings;
  /** The history that it is drawn from. */
  readonly history: HistoryTable;
  /** In whose group and role its schedule is. */
  readonly schedules: WorkspaceChecks;
  /** Where a run that could not be started is kept. */
  readonly failed: IQueue;
}

/**
 * A page on which others see how workspaces stand: files in a bucket, behind CloudFront. A function of its own looks
 * once a minute whether something changed, and writes them: checks take as long as without it.
 */
export class StatusPage extends Construct {
  /** The files. */
  readonly bucket: Bucket;
  /** What serves them. */
  readonly distribution: Distribution;
  /** The function that writes them. */
  readonly function: LambdaFunction;
  /** The log group of its lines. */
  readonly logs: LogGroup;
  /** Where a browser finds the page. */
  readonly url: string;

  constructor(scope: Construct, id: string, { settings, history, schedules, failed }: StatusPageProps) {
    super(scope, id);
    this.bucket = pagesBucket(this);
    this.distribution = statusPageDistribution(this, this.bucket, settings.domain);
    this.url = `https://${settings.domain?.name ?? this.distribution.distributionDomainName}`;
    const made = nodeFunction(this, {
      description: 'Writes the status page of Rocket.Chat workspaces after changes.',
      entry: 'lambda/status-page/handler.ts',
      environment: { [environment.bucket]: this.bucket.bucketName },
      // Most runs only look; one that draws a page of a month computes.
      memorySize: statusPageMemoryMebibytes,
      timeout: Duration.seconds(60),
      // The next is a minute away.
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      failed: null,
      nothingToKeep: 'The next run does all that a failed one left undone; an alarm says where they go on to fail.',
    });
    this.function = made.function;
    this.logs = made.logs;
    history.grantReading(this.function);
    history.grantRollingUp(this.function);
    this.#grantWriting();
    const { title, pages, sinceSeconds } = settings;
    const content: StatusPageContent = { title, pages, sinceSeconds };
    functionSchedule(this, {
      description: 'Writes the status page of the Rocket.Chat alerter.',
      expression: ScheduleExpression.cron({ minute: '*' }),
      function: this.function,
      event: content,
      schedules,
      maxRetries: 1,
      maxEventAgeSeconds: 60,
      failed,
    });
  }

  /** A file that is not there is found missing only by those who may list the bucket. */
  #grantWriting(): void {
    const { bucketArn } = this.bucket;
    this.function.addToRolePolicy(
      new PolicyStatement({ actions: ['s3:GetObject', 's3:PutObject'], resources: [`${bucketArn}/*`] }),
    );
    this.function.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucketArn] }));
    const reason = 'The bucket holds nothing but the files that this function writes.';
    const { defaultChild } = this.bucket.node;
    const name = defaultChild instanceof CfnBucket ? Stack.of(this).getLogicalId(defaultChild) : '';
    acknowledge(this.function, { id: `AwsSolutions-IAM5[Resource::<${name}.Arn>/*]`, reason });
  }
}

/** What its writer renews every five minutes is gone two days after nobody has done so. */
const keep = Duration.days(1);

const pagesBucket = (scope: Construct): Bucket => {
  const bucket = new Bucket(scope, 'Bucket', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    // What everybody may read needs no key of its own, which CloudFront would have to be allowed to use.
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    lifecycleRules: [{ expiration: keep, abortIncompleteMultipartUploadAfter: keep }],
    // A bucket that holds files cannot be deleted, and to empty it would take a function of its own: it empties itself.
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  const reason = 'CloudFront alone reads it, and a log of who looked at the page would hold addresses of people.';
  acknowledge(bucket, { id: 'AwsSolutions-S1', reason });
  return bucket;
};
