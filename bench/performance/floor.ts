import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { Agent } from 'node:http';
import fetch from 'node-fetch';
import { awsClientConfig } from '../../adapters/aws/client-config.ts';
import { environment } from '../../lambda/check/environment.ts';
import type { CheckEvent } from '../../config/check-event.ts';
import { historyTable } from '../../adapters/dynamodb/table.ts';
import { readJson } from '../../adapters/http/answer.ts';
import { fieldsOf } from '../../core/base/json.ts';

/*
 * What the check function is held against: the clients that it has, and the calls that a quiet check makes, with as
 * much to carry, and no thought given to any of it.
 */

const { [environment.historyTable]: TableName, [environment.alertTopic]: TopicArn } = process.env;
const documents = DynamoDBDocumentClient.from(new DynamoDBClient(awsClientConfig));
const sns = new SNSClient(awsClientConfig);
const ssm = new SSMClient(awsClientConfig);
const agent = new Agent({ keepAlive: false });
let credentials: Record<string, string> | null = null;

/** Reads the last item of the workspace, looks for silences, calls the workspace, and writes the same item once more. */
export async function handler({ workspace, scheduledAt: takenAt }: CheckEvent): Promise<void> {
  const [{ Items: [item] = [] }] = await Promise.all([
    documents.send(queryOf(workspace.name, { ScanIndexForward: false, Limit: 1, ConsistentRead: true })),
    documents.send(queryOf(historyTable.silences, {})),
  ]);
  credentials ??= await readCredentials(workspace.credentials);
  const answer = await fetch(`${workspace.url}/api/v1/instances.get`, { headers: credentials, agent });
  await answer.text();
  await documents.send(
    new PutCommand({
      TableName,
      Item: { ...item, workspace: workspace.name, takenAt },
      ConditionExpression: 'attribute_not_exists(takenAt)',
    }),
  );
}

const queryOf = (partition: string, how: Partial<QueryCommandInput>): QueryCommand =>
  new QueryCommand({
    TableName,
    KeyConditionExpression: '#workspace = :workspace',
    ExpressionAttributeNames: { '#workspace': historyTable.partitionKey },
    ExpressionAttributeValues: { ':workspace': partition },
    ...how,
  });

async function readCredentials(Name: string): Promise<Record<string, string>> {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
  const { userId, authToken } = fieldsOf(readJson(Parameter?.Value ?? ''));
  return { 'X-User-Id': String(userId), 'X-Auth-Token': String(authToken) };
}

/** What a check with something to tell does, too. */
export async function tell(message: string, key: Record<string, string>): Promise<void> {
  await sns.send(new PublishCommand({ TopicArn, Message: message }));
  await documents.send(new GetCommand({ TableName, Key: key }));
  await documents.send(new UpdateCommand({ TableName, Key: key }));
}
