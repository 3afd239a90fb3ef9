import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { awsClientConfig } from '../../adapters/aws/client-config.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import { createLog } from '../../adapters/process/log.ts';
import { readEnvironment } from '../../adapters/process/read-environment.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { listSubscriptions } from '../../adapters/sns/list-subscriptions.ts';
import { operationsNotice } from '../../check/operations-notice.ts';
import { selfCheck } from '../../check/self-check.ts';
import { readSelfCheckEvent } from '../../config/self-check-event.ts';
import { environment } from './environment.ts';

const log = createLog('rocketchat-alerter-self-check');
const history = new History(new DynamoDBClient(awsClientConfig), readEnvironment(environment.historyTable));
const operationsTopic = readEnvironment(environment.operationsTopic);
const sns = new SNSClient(awsClientConfig);

/**
 * Looks at whether every workspace is checked and every recipient would get an alert, and publishes what is wrong to the
 * operations topic. Fails where something could not be found out or published.
 */
export async function handler(input: unknown): Promise<void> {
  const event = readSelfCheckEvent(input);
  const findings = await selfCheck(event, event.scheduledAt ?? systemClock.now(), {
    history,
    subscriptionsOf: (topicArn) => listSubscriptions(sns, topicArn),
  });
  const notice = operationsNotice(findings, event);
  const { progress, unknown } = findings;
  log.info('self-check', { workspaces: progress.length, ...notice?.object, ...(unknown.length > 0 && { unknown }) });
  if (notice !== null) {
    const { subject, text, object } = notice;
    const message = { default: JSON.stringify(object), email: text };
    await sns.send(
      new PublishCommand({
        TopicArn: operationsTopic,
        Subject: subject,
        MessageStructure: 'json',
        Message: JSON.stringify(message),
      }),
    );
  }
  if (unknown.length > 0) throw new Error(`not known: ${unknown.join('; ')}`);
}
