import { amazonQMessage } from '../../core/alerts/renderings/amazon-q.ts';
import { amazonQSummary } from '../../core/summary/renderings/amazon-q.ts';
import { awsErrorKindOf, isRetryable } from '../../adapters/aws/error-kind.ts';
import { createLog } from '../../adapters/process/log.ts';
import { readEnvironment } from '../../adapters/process/read-environment.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { Relay, RelayError } from '../../adapters/sns/relay.ts';
import { publishText } from '../../adapters/sns/small-publisher.ts';
import { environment } from './environment.ts';

const topicArn = readEnvironment(environment.chatTopic);
const tools = { environment: process.env, clock: systemClock };

const alerts = new Relay({
  log: createLog('rocketchat-alerter-chat'),
  forward: async (message) => {
    const rendered = message.type === 'alert' ? amazonQMessage(message) : amazonQSummary(message);
    try {
      await publishText({ topicArn, text: JSON.stringify(rendered) }, tools);
    } catch (error) {
      const trouble = awsErrorKindOf(error);
      const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new RelayError(`not published to ${topicArn} (${trouble}): ${said}`, {
        retryable: isRetryable(trouble),
      });
    }
  },
});

/** Publishes the alerts and summaries of the topic where Amazon Q listens, as it reads them. Fails if one was not taken. */
export async function handler(event: unknown): Promise<void> {
  await alerts.relay(event);
}
