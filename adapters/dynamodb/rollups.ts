import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { millisecondsOf, type Timestamp, toTimestamp } from '../../core/base/time.ts';
import { dayMilliseconds, emptyRollup, type Rollup } from '../../core/timeline/rollup.ts';
import { explainErrors } from './history-error.ts';
import type { Item } from './item.ts';
import { fromRollupItem, toRollupItem } from './rollup-item.ts';
import { historyTable } from './table.ts';

const { partitionKey, sortKey, timeToLive, rollups: partition } = historyTable;

/** Snapshots may go after a month; a year can be drawn whatever they do. */
const minKeepSeconds = 400 * 86_400;

/** A rollup, and what must be there still when it is written again. */
export interface StoredRollup {
  readonly rollup: Rollup;
  /** The hours of the item; null where there is none. */
  readonly revision: number | null;
}

/**
 * What was kept of each day of a workspace, in the same table as its snapshots: one item a day, which grows by an hour
 * at a time. Every method throws a `HistoryError`.
 */
export class Rollups {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#documents = DynamoDBDocumentClient.from(client);
    this.#table = table;
  }

  /** What is kept of a day; an empty one where nothing is, or nothing that can be read. */
  async of(workspace: string, day: number): Promise<StoredRollup> {
    const get = new GetCommand({ TableName: this.#table, Key: keyOf(workspace, day), ConsistentRead: true });
    const { Item: item } = await explainErrors(this.#table, 'GetItem', () => this.#documents.send(get));
    return read(item, day);
  }

  /** What is kept of each day from one to another, both included, by day. Those that have expired are left out. */
  async between(
    workspace: string,
    { from, to, now }: { readonly from: number; readonly to: number; readonly now: Timestamp },
  ): Promise<ReadonlyMap<number, StoredRollup>> {
    const days = new Map<number, StoredRollup>();
    let start: QueryCommandInput['ExclusiveStartKey'];
    do {
      const query = new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: '#partition = :partition AND #key BETWEEN :from AND :to',
        FilterExpression: '#expiresAt > :now',
        ExpressionAttributeNames: { '#partition': partitionKey, '#key': sortKey, '#expiresAt': timeToLive },
        ExpressionAttributeValues: {
          ':partition': partition,
          ':from': keyOf(workspace, from)[sortKey],
          ':to': keyOf(workspace, to)[sortKey],
          ':now': millisecondsOf(now) / 1000,
        },
        ExclusiveStartKey: start,
      });
      const { Items: items = [], LastEvaluatedKey: next } = await explainErrors(this.#table, 'Query', () =>
        this.#documents.send(query),
      );
      for (const item of items) {
        const day = dayIn(item);
        if (!Number.isNaN(day)) days.set(day, read(item, day));
      }
      start = next;
    } while (start !== undefined);
    return days;
  }

  /**
   * Keeps what is known of a day; whether nobody else had written it meanwhile.
   *
   * @param keepSeconds how long snapshots are kept: a rollup at least as long
   */
  async put(workspace: string, { rollup, revision }: StoredRollup, keepSeconds: number): Promise<boolean> {
    const put = new PutCommand({
      TableName: this.#table,
      Item: {
        ...keyOf(workspace, rollup.day),
        ...toRollupItem(rollup),
        [timeToLive]: Math.ceil((rollup.day + dayMilliseconds) / 1000) + Math.max(keepSeconds, minKeepSeconds),
      },
      ConditionExpression: revision === null ? 'attribute_not_exists(#hours)' : '#hours = :revision',
      ExpressionAttributeNames: { '#hours': 'hours' },
      ...(revision !== null && { ExpressionAttributeValues: { ':revision': revision } }),
    });
    return explainErrors(this.#table, 'PutItem', async () => {
      try {
        await this.#documents.send(put);
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    });
  }
}

const keyOf = (workspace: string, day: number): Readonly<Record<string, string>> => ({
  [partitionKey]: partition,
  [sortKey]: `${workspace}/${toTimestamp(new Date(day)).slice(0, 10)}`,
});

const dayIn = (item: Item): number => Date.parse(String(item[sortKey]).slice(-'2026-11-21'.length));

const read = (item: Item | undefined, day: number): StoredRollup => ({
  rollup: fromRollupItem(item, day) ?? emptyRollup(day),
  revision: typeof item?.['hours'] === 'number' ? item['hours'] : null,
});
