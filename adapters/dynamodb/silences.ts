import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { AcknowledgementRequest } from '../../core/incidents/acknowledgement.ts';
import type { KnownSilences, Silence } from '../../core/incidents/silence.ts';
import { millisecondsOf, type Timestamp } from '../../core/base/time.ts';
import { explainErrors } from './history-error.ts';
import { storedRequest, storedSilence } from './stored.ts';
import { historyTable } from './table.ts';

/** A silence and its workspace. */
export interface WorkspaceSilence {
  readonly workspace: string;
  readonly silence: Silence;
}

interface FoundSilences {
  readonly silences: readonly WorkspaceSilence[];
  /** What people have asked about incidents. */
  readonly requests: readonly AcknowledgementRequest[];
  /** What could not be read, one line for a person each. */
  readonly remarks: readonly string[];
}

const { partitionKey, sortKey, timeToLive, silences: partition } = historyTable;

/** Sorts after any time, and so after all that follows a workspace's name and a slash. */
const afterAnyTime = '~';

/**
 * The silences that people make, in the same table as the snapshots. Each is an item, so that two people who add one at
 * the same time lose none. They are sorted by workspace and end, so that one small read finds those that a check needs.
 * Every method throws a `HistoryError`.
 */
export class Silences {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#documents = DynamoDBDocumentClient.from(client);
    this.#table = table;
  }

  /**
   * Those of a workspace that have not ended by then, the first to end first, and what people have asked about its
   * incidents within the last day. What was added a second ago may be missed.
   */
  async upcoming(workspace: string, at: Timestamp): Promise<KnownSilences> {
    const { found } = await this.#query({
      KeyConditionExpression: '#partition = :partition AND #key BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#partition': partitionKey, '#key': sortKey },
      ExpressionAttributeValues: {
        ':partition': partition,
        ':from': `${workspace}/${at}`,
        ':to': `${workspace}/${afterAnyTime}`,
      },
    });
    const { silences, requests, remarks } = found;
    return {
      silences: silences.map(({ silence }) => silence),
      ...(requests.length > 0 && { requests }),
      remarks,
    };
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
        ExpressionAttributeValues: { ':partition': partition, ':now': millisecondsOf(at) / 1000 },
        ConsistentRead: true,
        ExclusiveStartKey: from,
      });
      pages.push(found);
      from = next;
    } while (from !== undefined);
    return {
      silences: pages.flatMap(({ silences }) => silences),
      requests: pages.flatMap(({ requests }) => requests),
      remarks: pages.flatMap(({ remarks }) => remarks),
    };
  }

  /** The one of this id, of any workspace, that has not ended by then; null where there is none. */
  async find(id: string, at: Timestamp): Promise<WorkspaceSilence | null> {
    const { silences } = await this.all(at);
    return silences.find(({ silence }) => silence.id === id) ?? null;
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
        [timeToLive]: Math.ceil(millisecondsOf(silence.until) / 1000),
      },
    });
    await explainErrors(this.#table, 'PutItem', () => this.#documents.send(put));
  }

  /** Removes a silence; what checks have recorded of it stays. */
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

/** One that cannot be read does not stop the others. */
const readAll = (items: ReadonlyArray<Readonly<Record<string, unknown>>>): FoundSilences => {
  const silences: WorkspaceSilence[] = [];
  const requests: AcknowledgementRequest[] = [];
  const remarks: string[] = [];
  for (const item of items) {
    const key = String(item[sortKey]);
    const request = 'incident' in item ? v.safeParse(storedRequest, item) : null;
    if (request?.success) {
      requests.push(request.output);
      continue;
    }
    const read = v.safeParse(storedSilence, item);
    if (read.success) silences.push({ workspace: key.slice(0, key.indexOf('/')), silence: read.output });
    else remarks.push(`a silence that cannot be read is passed over: delete the item ${partition} ${key}`);
  }
  return { silences, requests, remarks };
};
