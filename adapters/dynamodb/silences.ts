import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { Silence } from '../../core/incidents/silence.ts';
import type { Timestamp } from '../../core/time.ts';
import { explainErrors } from './history-error.ts';
import { storedSilence } from './stored.ts';
import { historyTable } from './table.ts';

/** A silence, and the workspace that it is of. */
export interface WorkspaceSilence {
  readonly workspace: string;
  readonly silence: Silence;
}

export interface FoundSilences<Found = WorkspaceSilence> {
  readonly silences: readonly Found[];
  /** What was passed over, one line for a person each. */
  readonly remarks: readonly string[];
}

const { partitionKey, sortKey, timeToLive, silences: partition } = historyTable;

/** Later than any time, and earlier than nothing that may follow a workspace's name and a slash. */
const afterAnyTime = '~';

/**
 * The silences that people have made, beside the snapshots in the same table: an item each, so that whoever adds one
 * takes nothing away from anyone else's. Sorted by workspace and end, so that a check reads those to come and no
 * others, all of them in one small read. Every method throws a `HistoryError`.
 */
export class Silences {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#documents = DynamoDBDocumentClient.from(client);
    this.#table = table;
  }

  /** Those of a workspace that have not ended by then, the first to end first; added a second ago, one may be missed. */
  async upcoming(workspace: string, at: Timestamp): Promise<FoundSilences<Silence>> {
    const { found } = await this.#query({
      KeyConditionExpression: '#partition = :partition AND #key BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#partition': partitionKey, '#key': sortKey },
      ExpressionAttributeValues: {
        ':partition': partition,
        ':from': `${workspace}/${at}`,
        ':to': `${workspace}/${afterAnyTime}`,
      },
    });
    return { ...found, silences: found.silences.map(({ silence }) => silence) };
  }

  /** Those of all workspaces that have not ended by then, by workspace, the first to end first. */
  async all(at: Timestamp): Promise<FoundSilences> {
    const pages: FoundSilences[] = [];
    let from: QueryCommandInput['ExclusiveStartKey'];
    do {
      const { found, next } = await this.#query({
        KeyConditionExpression: '#partition = :partition',
        // TTL deletes up to two days late.
        FilterExpression: '#expiresAt > :now',
        ExpressionAttributeNames: { '#partition': partitionKey, '#expiresAt': timeToLive },
        ExpressionAttributeValues: { ':partition': partition, ':now': Date.parse(at) / 1000 },
        ConsistentRead: true,
        ExclusiveStartKey: from,
      });
      pages.push(found);
      from = next;
    } while (from !== undefined);
    return {
      silences: pages.flatMap(({ silences }) => silences),
      remarks: pages.flatMap(({ remarks }) => remarks),
    };
  }

  async add(workspace: string, silence: Silence): Promise<void> {
    const { kinds, instance, ...rest } = silence;
    const put = new PutCommand({
      TableName: this.#table,
      Item: {
        ...keyOf(workspace, silence),
        ...rest,
        ...(kinds !== null && { kinds }),
        ...(instance !== null && { instance }),
        [timeToLive]: Math.ceil(Date.parse(silence.until) / 1000),
      },
    });
    await explainErrors(this.#table, 'PutItem', () => this.#documents.send(put));
  }

  /** From now on it is as if it had never been; what checks have recorded of it stays. */
  async remove(workspace: string, silence: Silence): Promise<void> {
    const remove = new DeleteCommand({ TableName: this.#table, Key: keyOf(workspace, silence) });
    await explainErrors(this.#table, 'DeleteItem', () => this.#documents.send(remove));
  }

  async #query(input: Partial<QueryCommandInput>) {
    const query = new QueryCommand({ TableName: this.#table, ...input });
    const { Items: items = [], LastEvaluatedKey: next } = await explainErrors(this.#table, 'Query', () =>
      this.#documents.send(query),
    );
    return { found: readAll(items), next };
  }
}

const keyOf = (workspace: string, { until, id }: Silence): Readonly<Record<string, string>> => ({
  [partitionKey]: partition,
  [sortKey]: `${workspace}/${until}/${id}`,
});

/** One that cannot be read does not keep the others from being kept. */
const readAll = (items: ReadonlyArray<Readonly<Record<string, unknown>>>): FoundSilences => {
  const silences: WorkspaceSilence[] = [];
  const remarks: string[] = [];
  for (const item of items) {
    const key = String(item[sortKey]);
    const read = v.safeParse(storedSilence, item);
    if (read.success) silences.push({ workspace: key.slice(0, key.indexOf('/')), silence: read.output });
    else remarks.push(`a silence that cannot be read is passed over: delete the item ${partition} ${key}`);
  }
  return { silences, remarks };
};
