import { type CollectionTiming, InstanceCollection, type RecordDates } from './collection.ts';
import type { SimulatedProcess } from './process.ts';
import type { SeededRandom } from './random.ts';

interface DatabaseTools {
  readonly timing: Omit<CollectionTiming, 'sweepAt'>;
  readonly startedAt: number;
  readonly random: SeededRandom;
  readonly later: (at: number, action: () => void) => void;
  /** What every process that reaches the database hears of: the record of one is gone. */
  readonly onRemoved: (id: string, at: number) => void;
}

/** The database, which processes may or may not reach, and their records in it. Times are milliseconds since 1970. */
export class Database {
  readonly #tools: DatabaseTools;
  readonly #collection: InstanceCollection;
  #isDown = false;

  constructor(tools: DatabaseTools) {
    this.#tools = tools;
    this.#collection = new InstanceCollection({ ...tools.timing, sweepAt: this.#sweepWithin(tools.startedAt) });
  }

  /** When the TTL monitor of a host that has been running for long first runs from now on. */
  #sweepWithin(at: number): number {
    return at + this.#tools.random.between(0, this.#tools.timing.sweep - 1);
  }

  get isDown(): boolean {
    return this.#isDown;
  }

  /** The records by id. */
  records(at: number): ReadonlyMap<string, RecordDates> {
    return this.#collection.list(at);
  }

  hasRecord(id: string, at: number): boolean {
    return this.#collection.has(id, at);
  }

  /** A process registers, or its heartbeats come again. */
  startBeating(id: string, at: number): void {
    this.#collection.startBeating(id, at);
  }

  stopBeating(id: string, at: number): void {
    this.#collection.stopBeating(id, at);
    this.#watch(id);
  }

  /** @param updatedAt in the database's clock */
  insert(id: string, at: number, { createdAt, updatedAt }: Pick<RecordDates, 'createdAt' | 'updatedAt'>): void {
    this.#collection.insert(id, { createdAt, updatedAt, registeredAt: at });
    this.#watch(id);
  }

  delete(id: string, at: number): void {
    this.#collection.delete(id, at);
    this.#tools.onRemoved(id, at);
  }

  forget(id: string): void {
    this.#collection.forget(id);
  }

  /** Nothing can be written in that time, while it can be read and goes on deleting what expires. */
  stall(from: number, to: number): void {
    this.#collection.stall(from);
    this.#watchAll(from);
    this.#tools.later(to, () => {
      this.#collection.resume(to);
    });
  }

  goDown(at: number): void {
    if (this.#isDown) return;
    this.#isDown = true;
    this.#collection.goDown(at);
  }

  comeUp(at: number): void {
    if (!this.#isDown) return;
    this.#isDown = false;
    this.#collection.comeUp(at);
    this.#watchAll(at);
  }

  lose(process: SimulatedProcess, at: number): void {
    if (process.databaseLostSince !== null) return;
    process.databaseLostSince = at;
    this.stopBeating(process.id, at);
  }

  regain(process: SimulatedProcess, at: number): void {
    if (process.databaseLostSince === null) return;
    process.databaseLostSince = null;
    if (process.state(at) === 'running') this.startBeating(process.id, at);
  }

  failOver(at: number, skew: number): void {
    this.#collection.failOver(at, { skew, sweepAt: this.#sweepWithin(at) });
    this.#watchAll(at);
  }

  #watchAll(at: number): void {
    for (const id of this.records(at).keys()) this.#watch(id);
  }

  /** Notices when the record is deleted, unless its process beats again before. */
  #watch(id: string): void {
    const at = this.#collection.deletionOf(id);
    if (!Number.isFinite(at) || this.#collection.isBeating(id)) return;
    this.#tools.later(at, () => {
      if (this.#collection.has(id, at)) this.#watch(id);
      else this.#tools.onRemoved(id, at);
    });
  }
}
