import { SNSClient } from '@aws-sdk/client-sns';
import { awsClientConfig } from '../../adapters/aws/client-config.ts';
import type { Publisher } from '../../adapters/sns/publisher.ts';
import { SnsPublisher } from '../../adapters/sns/sns-publisher.ts';
import type { WatchedWorkspace } from '../../config/check-event.ts';
import { originOf } from './origin.ts';

/*
 * What only a check with an alert needs: the client of SNS, and what words the message for each kind of recipient. Most
 * cold starts send none, so the handler loads it with the first alert.
 */

const sns = new SNSClient(awsClientConfig);

/** Publishes the alerts of a workspace to the topic. */
export const alertPublisher = (topic: string, workspace: WatchedWorkspace): Publisher =>
  new SnsPublisher(sns, topic, originOf(workspace, process.env));
