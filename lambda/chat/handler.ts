import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { amazonQMessage } from '../../core/alerts/renderings/amazon-q.ts';
import { awsClientConfig } from '../../adapters/aws/client-config.ts';
import { awsErrorKindOf, isRetryable } from '../../adapters/aws/error-kind.ts';
import { createLog } from '../../adapters/process/log.ts';
import { readEnvironment } from '../../adapters/process/read-environment.ts';
import { Relay, RelayError } from '../../adapters/sns/relay.ts';
import { environment } from './environment.ts';

const topicArn = readEnvironment(environment.chatTopic);
const sns = new SNSClient(awsClientConfig);

const alerts = new Relay({
  log: createLog('rocketchat-alerter-chat'),
  forward: async (alert) => {
    try {
      await sns.send(new PublishCommand({ TopicArn: topicArn, Message: JSON.stringify(amazonQMessage(alert)) }));
    } catch (error) {
      const trouble = awsErrorKindOf(error);
      const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new RelayError(`not published to ${topicArn} (${trouble}): ${said}`, {
        retryable: isRetryable(trouble),
      });
    }
  },
});

/** Publishes the alerts that the topic delivers where Amazon Q listens, as it reads them. Fails if one was not taken. */
export async function handler(event: unknown): Promise<void> {
  await alerts.relay(event);
}
