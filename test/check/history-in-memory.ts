import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { type Delivery, History, type Span, type Turn } from '../../adapters/dynamodb/history.ts';
import { alertFromItem, fromItem, type Item, toItem, type WriteOptions } from '../../adapters/dynamodb/item.ts';
import type { StoredAlert, Snapshot } from '../../core/history/snapshot.ts';
import type { Timestamp } from '../../core/base/time.ts';

interface Kept {
  readonly workspace: string;
  readonly takenAt: Timestamp;
  readonly writer: string;
  item: Item;
}

/**
 * A history without a database, for tests of what many checks come to: items are made and read as for the table, but
 * no call is made. How the calls behave is tested where the history is.
 */
export class HistoryInMemory extends History {
  readonly #kept: Kept[] = [];
  readonly #turns = new Map<string, Turn>();

  constructor() {
    super(new DynamoDBClient({ region: 'none' }), 'in-memory');
  }

  override latest(workspace: string): Promise<Snapshot | null> {
    const last = this.#of(workspace).at(-1);
    return Promise.resolve(last === undefined ? null : fromItem(last.item));
  }

  override record(snapshot: Snapshot, keeping: WriteOptions): Promise<'recorded' | 'duplicate'> {
    const { workspace, takenAt } = snapshot;
    const before = this.#find(workspace, takenAt);
    if (before !== undefined && before.writer !== keeping.writer) return Promise.resolve('duplicate');
    if (before !== undefined) this.#kept.splice(this.#kept.indexOf(before), 1);
    this.#kept.push({ workspace, takenAt, writer: keeping.writer, item: toItem(snapshot, keeping).item });
    return Promise.resolve('recorded');
  }

  override claim(workspace: string, turn: Turn): Promise<boolean> {
    const taken = this.#turns.get(workspace);
    const isFree = taken === undefined || taken.until <= turn.now || taken.writer === turn.writer;
    if (isFree) this.#turns.set(workspace, turn);
    return Promise.resolve(isFree);
  }

  override alertOf(workspace: string, takenAt: Timestamp): Promise<StoredAlert | null> {
    const kept = this.#find(workspace, takenAt);
    return Promise.resolve(kept === undefined ? null : alertFromItem(kept.item));
  }

  override markDelivered({ workspace, takenAt, delivered, deliveredAt, outbox }: Delivery): Promise<void> {
    for (const kept of this.#of(workspace)) {
      if (delivered.includes(kept.takenAt)) kept.item = { ...kept.item, deliveredAt };
      if (kept.takenAt === takenAt) kept.item = { ...kept.item, outbox };
    }
    return Promise.resolve();
  }

  override async *between(workspace: string, { since, until }: Span): AsyncGenerator<Snapshot, void, undefined> {
    for (const { takenAt, item } of this.#of(workspace)) {
      if (takenAt >= since && takenAt <= until) yield await Promise.resolve(fromItem(item));
    }
  }

  /** Oldest first. */
  #of(workspace: string): Kept[] {
    return this.#kept.filter((kept) => kept.workspace === workspace).sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1));
  }

  #find(workspace: string, takenAt: Timestamp): Kept | undefined {
    return this.#of(workspace).find((kept) => kept.takenAt === takenAt);
  }
}
