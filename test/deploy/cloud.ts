import { CloudWatchClient, DescribeAlarmsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateTopicCommand, DeleteTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';

export const region = 'us-east-1';
export const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** What the test does in the emulated account, as a person or another program would. */
export class Cloud {
  readonly #cloudWatch: CloudWatchClient;
  readonly #dynamo: DynamoDBClient;
  readonly #documents: DynamoDBDocumentClient;
  readonly #sns: SNSClient;
  readonly #sqs: SQSClient;
  readonly #ssm: SSMClient;

  constructor(endpoint: string) {
    const settings = { endpoint, region, credentials, maxAttempts: 2 };
    this.#cloudWatch = new CloudWatchClient(settings);
    this.#dynamo = new DynamoDBClient(settings);
    this.#documents = DynamoDBDocumentClient.from(this.#dynamo);
    this.#sns = new SNSClient(settings);
    this.#sqs = new SQSClient(settings);
    this.#ssm = new SSMClient(settings);
  }

  async storeSecret(name: string, value: string): Promise<void> {
    await this.#ssm.send(new PutParameterCommand({ Name: name, Type: 'SecureString', Value: value, Overwrite: true }));
  }

  async deleteSecret(name: string): Promise<void> {
    await this.#ssm.send(new DeleteParameterCommand({ Name: name }));
  }

  async deleteTopic(arn: string): Promise<void> {
    await this.#sns.send(new DeleteTopicCommand({ TopicArn: arn }));
  }

  /** A topic that was deleted, with its ARN and without its subscriptions. */
  async createTopic(arn: string): Promise<void> {
    await this.#sns.send(new CreateTopicCommand({ Name: arn.split(':').at(-1) }));
  }

  async alarm(name: string) {
    const { MetricAlarms: alarms = [] } = await this.#cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmNames: [name] }),
    );
    return alarms[0];
  }

  /** The emulator looks at its alarms only when a metric comes from outside; this one is none of theirs. */
  async evaluateAlarms(): Promise<void> {
    const nudge = { MetricName: 'Nudge', Value: 1 };
    await this.#cloudWatch.send(new PutMetricDataCommand({ Namespace: 'DeployTest', MetricData: [nudge] }));
  }

  async visibleMessages(url: string): Promise<number> {
    const wanted = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] });
    const { Attributes: attributes } = await this.#sqs.send(wanted);
    return Number(attributes?.ApproximateNumberOfMessages);
  }

  async describeTable(table: string) {
    const { Table: description } = await this.#dynamo.send(new DescribeTableCommand({ TableName: table }));
    return description;
  }

  /** All snapshots of a workspace, oldest first, or those with an alert. */
  async itemsOf(table: string, workspace: string, index?: string): Promise<ReadonlyArray<Record<string, unknown>>> {
    const query: QueryCommandInput = {
      TableName: table,
      IndexName: index,
      KeyConditionExpression: 'workspace = :workspace',
      ExpressionAttributeValues: { ':workspace': workspace },
    };
    const { Items: items = [] } = await this.#documents.send(new QueryCommand(query));
    return items;
  }

  /** A new queue that gets whatever the topic gets, as it is; its URL. */
  async subscribeQueue(topic: string, name: string): Promise<string> {
    const { QueueUrl: url = '' } = await this.#sqs.send(new CreateQueueCommand({ QueueName: name }));
    const wanted = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] });
    const { Attributes: attributes } = await this.#sqs.send(wanted);
    await this.#sns.send(
      new SubscribeCommand({
        TopicArn: topic,
        Protocol: 'sqs',
        Endpoint: attributes?.QueueArn,
        Attributes: { RawMessageDelivery: 'true' },
      }),
    );
    return url;
  }

  /** What is in a queue, with its attributes. It is not deleted, but hidden for a while. */
  async receive(url: string): Promise<readonly Message[]> {
    const { Messages: messages = [] } = await this.#sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
    );
    return messages;
  }

  close(): void {
    for (const client of [this.#cloudWatch, this.#dynamo, this.#sns, this.#sqs, this.#ssm]) client.destroy();
  }
}
