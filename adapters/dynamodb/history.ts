import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { millisecondsOf, plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { HistoryError, explainErrors } from './history-error.ts';
import { alertFromItem, fromItem, type Item, toItem, type WriteOptions } from './item.ts';
import type { Compressed } from './large-attributes.ts';
import type { StoredAlert, Omission, Snapshot } from '../../core/history/snapshot.ts';
import { historyTable } from './table.ts';

/** A span of time, both ends included. What has expired by `now` is left out. */
export interface Span {
  readonly since: Timestamp;
  readonly until: Timestamp;
  readonly now: Timestamp;
}

/** Which alerts a check has delivered, and which are left. */
export interface Delivery {
  readonly workspace: string;
  /** The check that delivered them: the latest one, whose snapshot holds the outbox. */
  readonly takenAt: Timestamp;
  /** The checks whose alerts were delivered: this one or earlier ones. */
  readonly delivered: readonly Timestamp[];
  readonly deliveredAt: Timestamp;
  /** The checks whose alerts are still not known to be delivered, oldest first. */
  readonly outbox: readonly Timestamp[];
}

/** For how long one run has a workspace to itself. */
export interface Turn {
  /** Names the run. */
  readonly writer: string;
  readonly now: Timestamp;
  readonly until: Timestamp;
}

export interface HistoryOptions {
  /** Called when a snapshot was too large to be recorded in full; the item's `omitted` says so, too. @default nothing is */
  readonly onOmission?: (omitted: readonly Omission[], snapshot: Snapshot) => void;
}

/** A check may be dated so far ahead of the clock of the one who makes it, and no further. */
export const maxAheadSeconds = 300;

const { partitionKey, sortKey, timeToLive, alertsIndex } = historyTable;

/** The snapshots of all workspaces, in one table. Every method throws a `HistoryError`. */
export class History {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #onOmission: NonNullable<HistoryOptions['onOmission']>;
  /** Most checks go on from what the one before has written, in the same process. */
  #lastWritten: Compressed | null = null;

  constructor(client: DynamoDBClient, table: string, { onOmission = () => undefined }: HistoryOptions = {}) {
    this.#documents = DynamoDBDocumentClient.from(client);
    this.#table = table;
    this.#onOmission = onOmission;
  }

  /**
   * The last snapshot of a workspace, also one written a moment ago; null where there is none that has not expired.
   * One that is dated ahead, by a clock that jumped, is passed over.
   */
  async latest(workspace: string, at: Timestamp): Promise<Snapshot | null> {
    const { items } = await this.#query(workspace, at, {
      KeyConditionExpression: '#workspace = :workspace AND #time <= :ahead',
      ExpressionAttributeNames: { '#time': sortKey },
      ExpressionAttributeValues: { ':ahead': plusSeconds(at, maxAheadSeconds) },
      ScanIndexForward: false,
      Limit: 1,
      ConsistentRead: true,
    });
    return items[0] === undefined ? null : this.#read('Query', items[0], (item) => fromItem(item, this.#lastWritten));
  }

  /** The last snapshot taken at a time or before it, as far as it has not expired by now. */
  async latestUntil(workspace: string, { until, now }: Omit<Span, 'since'>): Promise<Snapshot | null> {
    const { items } = await this.#query(workspace, now, {
      KeyConditionExpression: '#workspace = :workspace AND #time <= :until',
      ExpressionAttributeNames: { '#time': sortKey },
      ExpressionAttributeValues: { ':until': until },
      ScanIndexForward: false,
      Limit: 1,
    });
    return items[0] === undefined ? null : this.#read('Query', items[0], fromItem);
  }

  /**
   * Records a snapshot unless the same check is recorded already. When the SDK repeats a write that took effect but
   * whose answer was lost, `writer` shows that it is no duplicate.
   */
  async record(snapshot: Snapshot, options: WriteOptions): Promise<'recorded' | 'duplicate'> {
    const { item, omitted, compressed } = toItem(snapshot, options);
    const put = new PutCommand({
      TableName: this.#table,
      Item: item,
      ConditionExpression: 'attribute_not_exists(#takenAt) OR #writer = :me',
      ExpressionAttributeNames: { '#takenAt': sortKey, '#writer': 'writer' },
      ExpressionAttributeValues: { ':me': options.writer },
    });
    if (!(await this.#ifConditionHolds('PutItem', () => this.#documents.send(put)))) return 'duplicate';
    this.#lastWritten = compressed;
    if (omitted.length > 0) this.#onOmission(omitted, snapshot);
    return 'recorded';
  }

  /** Takes the next turn of a workspace; whether it was free, or this run's already. */
  async claim(workspace: string, { writer, now, until }: Turn): Promise<boolean> {
    const update = new UpdateCommand({
      TableName: this.#table,
      Key: { [partitionKey]: historyTable.turns, [sortKey]: workspace },
      UpdateExpression: 'SET #writer = :writer, #until = :until, #expiresAt = :expiresAt',
      ConditionExpression: 'attribute_not_exists(#until) OR #until <= :now OR #writer = :writer',
      ExpressionAttributeNames: { '#writer': 'writer', '#until': 'until', '#expiresAt': timeToLive },
      ExpressionAttributeValues: {
        ':writer': writer,
        ':now': now,
        ':until': until,
        ':expiresAt': Math.ceil(millisecondsOf(until) / 1000),
      },
    });
    return this.#ifConditionHolds('UpdateItem', () => this.#documents.send(update));
  }

  /** The alert of a check, also of one recorded a moment ago; null where it had none or has expired. */
  async alertOf(workspace: string, takenAt: Timestamp): Promise<StoredAlert | null> {
    const get = new GetCommand({
      TableName: this.#table,
      Key: { [partitionKey]: workspace, [sortKey]: takenAt },
      ConsistentRead: true,
    });
    const { Item: item } = await explainErrors(this.#table, 'GetItem', () => this.#documents.send(get));
    return item === undefined ? null : this.#read('GetItem', item, alertFromItem);
  }

  /**
   * Marks alerts as delivered: first in the earlier snapshots, then in that of the check itself, where its own delivery
   * and the outbox are one update. A snapshot that has expired is not made again.
   */
  async markDelivered({ workspace, takenAt, delivered, deliveredAt, outbox }: Delivery): Promise<void> {
    for (const earlier of delivered.filter((check) => check !== takenAt)) {
      await this.#update(workspace, earlier, { deliveredAt });
    }
    const own = delivered.includes(takenAt) ? { deliveredAt } : {};
    await this.#update(workspace, takenAt, { ...own, outbox: outbox.length > 0 ? outbox : null });
  }

  /** Snapshots, oldest first; read page by page, as they are consumed. */
  async *between(workspace: string, span: Span): AsyncGenerator<Snapshot, void, undefined> {
    for await (const item of this.#pages(workspace, span, {})) yield this.#read('Query', item, fromItem);
  }

  /** The last snapshots before a time, oldest first, as far as they have not expired by now. */
  async before(workspace: string, at: Timestamp, count: number, now: Timestamp): Promise<readonly Snapshot[]> {
    const { items } = await this.#query(workspace, now, {
      KeyConditionExpression: '#workspace = :workspace AND #time < :at',
      ExpressionAttributeNames: { '#time': sortKey },
      ExpressionAttributeValues: { ':at': at },
      ScanIndexForward: false,
      Limit: count,
    });
    return items.reverse().map((item) => this.#read('Query', item, fromItem));
  }

  /** The first snapshot of a span; null where there is none. */
  async earliest(workspace: string, span: Span): Promise<Snapshot | null> {
    if (secondsBetween(span.since, span.until) < 0) return null;
    const { items, next } = await this.#query(workspace, span.now, { ...within(span, sortKey), Limit: 1 });
    if (items[0] !== undefined) return this.#read('Query', items[0], fromItem);
    if (next === undefined) return null;
    // Thousands may come before it that have expired but are not deleted yet.
    for await (const snapshot of this.between(workspace, span)) return snapshot;
    return null;
  }

  /** Alerts, oldest first; read page by page, as they are consumed. */
  async *alerts(workspace: string, span: Span): AsyncGenerator<StoredAlert, void, undefined> {
    for await (const item of this.#pages(workspace, span, { IndexName: alertsIndex.name })) {
      const stored = this.#read('Query', item, alertFromItem);
      if (stored !== null) yield stored;
    }
  }

  async *#pages(
    workspace: string,
    span: Span,
    input: Partial<QueryCommandInput>,
  ): AsyncGenerator<Item, void, undefined> {
    const timeKey = input.IndexName === undefined ? sortKey : alertsIndex.sortKey;
    let from: QueryCommandInput['ExclusiveStartKey'];
    do {
      const { items, next } = await this.#query(workspace, span.now, {
        ...input,
        ...within(span, timeKey),
        ExclusiveStartKey: from,
      });
      yield* items;
      from = next;
    } while (from !== undefined);
  }

  async #query(workspace: string, now: Timestamp, input: Partial<QueryCommandInput>) {
    const query = new QueryCommand({
      KeyConditionExpression: '#workspace = :workspace',
      ...input,
      TableName: this.#table,
      // TTL deletes up to two days late.
      FilterExpression: '#expiresAt > :now',
      ExpressionAttributeNames: {
        '#workspace': partitionKey,
        '#expiresAt': timeToLive,
        ...input.ExpressionAttributeNames,
      },
      ExpressionAttributeValues: {
        ':workspace': workspace,
        ':now': millisecondsOf(now) / 1000,
        ...input.ExpressionAttributeValues,
      },
    });
    const { Items: items = [], LastEvaluatedKey: next } = await explainErrors(this.#table, 'Query', () =>
      this.#documents.send(query),
    );
    return { items, next };
  }

  async #update(workspace: string, takenAt: Timestamp, attributes: Readonly<Record<string, unknown>>): Promise<void> {
    const update = new UpdateCommand({
      TableName: this.#table,
      Key: { [partitionKey]: workspace, [sortKey]: takenAt },
      ConditionExpression: `attribute_exists(${sortKey})`,
      ...setOrRemove(attributes),
    });
    await this.#ifConditionHolds('UpdateItem', () => this.#documents.send(update));
  }

  async #ifConditionHolds(call: string, write: () => Promise<unknown>): Promise<boolean> {
    return explainErrors(this.#table, call, async () => {
      try {
        await write();
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    });
  }

  #read<Result>(call: string, item: Item, read: (item: Item) => Result): Result {
    try {
      return read(item);
    } catch (cause) {
      const key = `${String(item[partitionKey])} ${String(item[sortKey])}`;
      throw new HistoryError({ table: this.#table, call, kind: 'unreadable', cause, item: key });
    }
  }
}

const within = ({ since, until }: Span, timeKey: string) => ({
  KeyConditionExpression: '#workspace = :workspace AND #time BETWEEN :since AND :until',
  ExpressionAttributeNames: { '#time': timeKey },
  ExpressionAttributeValues: { ':since': since, ':until': until },
});

/** An update that sets each attribute, or removes it where it is null. */
const setOrRemove = (
  attributes: Readonly<Record<string, unknown>>,
): Pick<UpdateCommandInput, 'UpdateExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'> => {
  const names = Object.keys(attributes);
  const set = names.filter((name) => attributes[name] !== null);
  const removed = names.filter((name) => attributes[name] === null);
  return {
    UpdateExpression: [
      ...(set.length > 0 ? [`SET ${set.map((name) => `#${name} = :${name}`).join(', ')}`] : []),
      ...(removed.length > 0 ? [`REMOVE ${removed.map((name) => `#${name}`).join(', ')}`] : []),
    ].join(' '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ...(set.length > 0 && {
      ExpressionAttributeValues: Object.fromEntries(set.map((name) => [`:${name}`, attributes[name]])),
    }),
  };
};
