import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { commandClientConfig, usingClient } from '../input/aws-clients.ts';
import type { Deployment } from './deployment.ts';
import type { QueueStatus } from './report.ts';

/** How much each dead-letter queue holds, whether or not somebody is reading it at the moment. */
export function readQueues(queues: Deployment['queues']): Promise<readonly QueueStatus[]> {
  return usingClient(new SQSClient({ ...commandClientConfig(), useQueueUrlAsEndpoint: false }), async (client) => {
    const found: QueueStatus[] = [];
    for (const { name, url } of queues) {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl: url,
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      );
      const counts = Object.values(Attributes).map(Number);
      found.push({ name, messages: counts.reduce((sum, count) => sum + count, 0) });
    }
    return found;
  });
}
