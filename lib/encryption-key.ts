import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { EncryptionKey } from '../config/encryption.ts';

/**
 * Who else uses the key beside the account's own roles: SNS where it puts away what it could not deliver, CloudWatch
 * where an alarm publishes. Neither says in every such call for which account it acts, so that the statement has no
 * such condition; the policies of the queues and topics have it.
 */
const services = ['sns.amazonaws.com', 'cloudwatch.amazonaws.com'];

export interface EncryptionKeyOptions {
  readonly encryption: EncryptionKey;
  /** Whether the history goes with the stack: without its key, one that stays could never be read again. */
  readonly removeWithStack: boolean;
}

/** The customer-managed key for all that is stored. Of a key that is given, the policy is its owner's business. */
export const encryptionKey = (scope: Construct, { encryption, removeWithStack }: EncryptionKeyOptions): IKey => {
  if (encryption.source === 'given') return Key.fromKeyArn(scope, 'Key', encryption.arn);
  const key = new Key(scope, 'Key', {
    description: 'Encrypts the history and the messages of the Rocket.Chat alerter.',
    enableKeyRotation: true,
    // A first deployment that fails leaves none behind: each costs $1 a month.
    removalPolicy: removeWithStack ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'MessagesOfServices',
      principals: services.map((service) => new ServicePrincipal(service)),
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
    }),
  );
  return key;
};
