import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { type Alert, messagesOf } from '../../core/alerts/alert.ts';
import { type AlertOrigin, unknownOrigin } from '../../core/alerts/origin.ts';
import { awsErrorKindOf } from '../aws/error-kind.ts';
import { PublishError, type Publisher } from './publisher.ts';
import { snsMessage } from './sns-message.ts';

/** Publishes alerts to a topic, which delivers each to its subscriptions: e-mail, queues, functions. */
export class SnsPublisher implements Publisher {
  readonly #client: SNSClient;
  readonly #topicArn: string;
  readonly #origin: AlertOrigin;

  /** @param origin of the alerts, for their links @default nothing is known of it */
  constructor(client: SNSClient, topicArn: string, origin: AlertOrigin = unknownOrigin) {
    this.#client = client;
    this.#topicArn = topicArn;
    this.#origin = origin;
  }

  async publish(alert: Alert): Promise<void> {
    try {
      for (const message of messagesOf(alert)) {
        await this.#client.send(new PublishCommand({ TopicArn: this.#topicArn, ...snsMessage(message, this.#origin) }));
      }
    } catch (cause) {
      throw new PublishError({ destination: this.#topicArn, alert, kind: awsErrorKindOf(cause), cause });
    }
  }
}
