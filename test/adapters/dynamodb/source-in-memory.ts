import type { TimelineSource } from '../../../adapters/dynamodb/rollups-make.ts';
import type { StoredRollup } from '../../../adapters/dynamodb/rollups.ts';
import { fromRollupItem, toRollupItem } from '../../../adapters/dynamodb/rollup-item.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import { emptyRollup } from '../../../core/timeline/rollup.ts';

/** Checks and rollups without a database: rollups are written and read as items of the table are. */
export class SourceInMemory implements TimelineSource {
  readonly #all: readonly Snapshot[];
  readonly #items = new Map<number, object>();
  /** Checks read, and rollups written. */
  read = 0;
  written = 0;
  /** How often the last check was asked for. */
  askedLatest = 0;
  /** How many of the checks have been made. */
  known: number;

  /** @param snapshots of one workspace, oldest first */
  constructor(snapshots: readonly Snapshot[]) {
    this.#all = snapshots;
    this.known = snapshots.length;
  }

  get #snapshots(): readonly Snapshot[] {
    return this.known === this.#all.length ? this.#all : this.#all.slice(0, this.known);
  }

  /** What is kept of each day, as items. */
  get items(): readonly object[] {
    return [...this.#items.values()];
  }

  /** As if it had not been kept. */
  forget(day: number): void {
    this.#items.delete(day);
  }

  readonly history: TimelineSource['history'] = {
    latest: () => Promise.resolve(this.#snapshots.at(-1) ?? null),
    latestUntil: (_workspace, { until }) => {
      this.askedLatest += 1;
      return Promise.resolve(this.#snapshots.findLast(({ takenAt }) => takenAt <= until) ?? null);
    },
    earliest: (_workspace, { since, until }) =>
      Promise.resolve(this.#snapshots.find(({ takenAt }) => takenAt >= since && takenAt <= until) ?? null),
    before: (_workspace, at, count) =>
      Promise.resolve(this.#snapshots.filter(({ takenAt }) => takenAt < at).slice(-count)),
    between: (_workspace, { since, until }) => this.#between(since, until),
  };

  async *#between(since: string, until: string): AsyncGenerator<Snapshot, void, undefined> {
    for (const snapshot of this.#snapshots) {
      if (snapshot.takenAt < since || snapshot.takenAt > until) continue;
      this.read += 1;
      yield await Promise.resolve(snapshot);
    }
  }

  readonly rollups: TimelineSource['rollups'] = {
    of: (_workspace, day) => Promise.resolve(this.#of(day)),
    between: (_workspace, { from, to }) => {
      const days = [...this.#items.keys()].filter((day) => day >= from && day <= to);
      return Promise.resolve(new Map(days.map((day) => [day, this.#of(day)])));
    },
    put: (_workspace, { rollup }) => {
      this.#items.set(rollup.day, toRollupItem(rollup));
      this.written += 1;
      return Promise.resolve(true);
    },
  };

  #of(day: number): StoredRollup {
    const item = this.#items.get(day);
    const rollup = fromRollupItem(item, day);
    return { rollup: rollup ?? emptyRollup(day), revision: rollup === null ? null : 1 };
  }
}
