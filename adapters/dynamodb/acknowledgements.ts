import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { millisecondsOf, plusSeconds } from '../../core/base/time.ts';
import type { AcknowledgementRequest } from '../../core/incidents/acknowledgement.ts';
import { shortIdOf } from '../../core/incidents/short-id.ts';
import { explainErrors } from './history-error.ts';
import { historyTable } from './table.ts';

const { partitionKey, sortKey, timeToLive, silences: partition } = historyTable;

/** Checks have so long to take it over into the incident; from then on it stands there. */
const keptSeconds = 86_400;

/**
 * Leaves a request for the next check, beside the silences: each is an item of its own, so that two people who
 * acknowledge at the same time lose neither. Throws a `HistoryError`.
 */
export async function leaveRequest(
  { client, table }: { readonly client: DynamoDBClient; readonly table: string },
  workspace: string,
  request: AcknowledgementRequest,
): Promise<void> {
  const { incident, at } = request;
  const until = plusSeconds(at, keptSeconds);
  const put = new PutCommand({
    TableName: table,
    Item: {
      [partitionKey]: partition,
      [sortKey]: `${workspace}/${until}/incident-${shortIdOf(incident)}`,
      ...request,
      [timeToLive]: Math.ceil(millisecondsOf(until) / 1000),
    },
  });
  await explainErrors(table, 'PutItem', () => DynamoDBDocumentClient.from(client).send(put));
}
