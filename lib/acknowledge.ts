import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A rule of a validator, such as cdk-nag, that is not met on purpose. */
interface AcknowledgedRule {
  readonly id: string;
  readonly reason: string;
}

/**
 * Says of rules that they are not met on purpose. The CDK keeps such reasons since 2.252, and those of rules that name a
 * part of a policy since 2.269: apps with an older one go without, and their validators name the rules.
 */
export function acknowledge(construct: IConstruct, ...rules: readonly AcknowledgedRule[]): void {
  const validations: Partial<Validations> = Validations.of(construct);
  for (const rule of rules) {
    try {
      validations.acknowledge?.(rule);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes('Invalid validation rule ID')) throw error;
    }
  }
}

/** Of what writes with a key of the customer's. */
export function acknowledgeKeyActions(construct: IConstruct): void {
  const reason = 'It stands for the two actions of that name, on one key, which SQS and DynamoDB say they need.';
  acknowledge(
    construct,
    { id: 'AwsSolutions-IAM5[Action::kms:GenerateDataKey*]', reason },
    { id: 'AwsSolutions-IAM5[Action::kms:ReEncrypt*]', reason },
  );
}
