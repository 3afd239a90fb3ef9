import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export interface DeadLetterQueueOptions {
  /** The customer-managed key; null: one that SQS manages. */
  readonly key: IKey | null;
  /** What ends up there, in words that go after "the dead-letter queue". */
  readonly of: string;
}

/** Where what could not be done is kept for two weeks, for a person to look at. */
export const deadLetterQueue = (scope: Construct, id: string, { key, of }: DeadLetterQueueOptions): Queue => {
  const queue = new Queue(scope, id, {
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    ...(key !== null && { encryptionMasterKey: key }),
  });
  const reason = `It is itself the dead-letter queue, ${of}.`;
  acknowledge(queue, { id: 'AwsSolutions-SQS3', reason }, { id: 'Serverless-SQSRedrivePolicy', reason });
  return queue;
};
