import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Alert } from '../../core/alerts/alert.ts';
import { awsErrorKindOf } from '../aws/error-kind.ts';
import { PublishError, type Publisher } from './publisher.ts';
import { snsMessage } from './sns-message.ts';

/** Publishes alerts to a topic, which delivers each to its subscriptions: e-mail, queues, functions. */
export class SnsPublisher implements Publisher {
  readonly #client: SNSClient;
  readonly #topicArn: string;

  constructor(client: SNSClient, topicArn: string) {
    this.#client = client;
    this.#topicArn = topicArn;
  }

  async publish(alert: Alert): Promise<void> {
    try {
      await this.#client.send(new PublishCommand({ TopicArn: this.#topicArn, ...snsMessage(alert) }));
    } catch (cause) {
      throw new PublishError({ destination: this.#topicArn, alert, kind: awsErrorKindOf(cause), cause });
    }
  }
}
