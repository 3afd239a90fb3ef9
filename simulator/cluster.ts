import type { Clock } from '../core/base/time.ts';
import { Agenda } from './agenda.ts';
import { Maternity, type StartOptions } from './births.ts';
import { InstanceCollection, type RecordDates } from './collection.ts';
import { killedAt } from './memory-use.ts';
import type { EffectiveOptions } from './options.ts';
import { type Place, type ProcessState, SimulatedProcess } from './process.ts';
import { SeededRandom } from './random.ts';

/** From an out-of-memory kill until the next process is listed. */
const secondsToStart = 20;

/** The processes of a workspace, their records, and what is due to happen to them. Times are milliseconds since 1970. */
export class Cluster {
  readonly random: SeededRandom;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #maternity: Maternity;
  readonly #collection: InstanceCollection;
  readonly #processes = new Map<string, SimulatedProcess>();
  readonly #agenda = new Agenda();
  #reached: number;

  constructor(clock: Pick<Clock, 'now'>, { seed, places, nodeVersion, timing }: EffectiveOptions) {
    this.#clock = clock;
    this.#reached = Date.parse(clock.now());
    this.random = new SeededRandom(seed);
    this.#maternity = new Maternity(this.random, places, nodeVersion);
    const sweepAt = this.#reached + this.random.between(0, timing.sweep - 1);
    this.#collection = new InstanceCollection({ ...timing, sweepAt });
  }

  /** Does all that was due since the last time, and returns the time now. */
  catchUp(): number {
    this.#reached = Math.max(this.#reached, Date.parse(this.#clock.now()));
    for (let due = this.#agenda.takeDue(this.#reached); due !== undefined; due = this.#agenda.takeDue(this.#reached)) {
      due();
    }
    return this.#reached;
  }

  /** Has something done at a later time. */
  later(at: number, keep: () => void): void {
    this.#agenda.add(at, keep);
  }

  /** `predecessor`: the place it takes over where places are fixed. */
  start(id: string, at: number, options: StartOptions, predecessor: Place | null = null): string {
    const process = new SimulatedProcess(this.#maternity.born(id, at, options, predecessor));
    const { readyAt } = process.birth;
    this.#processes.set(id, process);
    const register = (): void => {
      if (process.state(readyAt) !== 'dead') this.#collection.startBeating(id, readyAt);
    };
    if (readyAt <= at) register();
    else this.later(readyAt, register);
    this.#killAtItsLimit(process, options);
    return id;
  }

  /** The kernel kills it, and its container starts another in its place, which uses memory as it did. */
  #killAtItsLimit(process: SimulatedProcess, options: StartOptions): void {
    const { uses, spawnedAt, place } = process.birth;
    const at = killedAt(uses, spawnedAt);
    if (at === null) return;
    this.later(at, () => {
      if (process.state(at) === 'dead') return;
      this.end(process, at);
      this.start(this.random.uuid(), at, { ...options, upSeconds: 0, startSeconds: secondsToStart }, place);
    });
  }

  end(process: SimulatedProcess, at: number): void {
    process.end();
    this.#collection.stopBeating(process.id, at);
  }

  hang(id: string, at: number): void {
    this.inState(id, 'running', at).hang(at);
    this.#collection.stopBeating(id, at);
  }

  wake(id: string, at: number): void {
    this.inState(id, 'hung', at).wake(at);
    this.#collection.startBeating(id, at);
  }

  /** Puts in the record of a process that does not exist. */
  haunt(id: string, at: number, options: StartOptions, updatedAt: number): string {
    const process = new SimulatedProcess(this.#maternity.born(id, at, options, null));
    process.end();
    this.#processes.set(id, process);
    this.#collection.insert(id, { createdAt: process.birth.readyAt, updatedAt });
    return id;
  }

  deleteRecord(id: string, at: number): void {
    this.#collection.delete(id, at);
  }

  /** No process reaches the database in that time. */
  stallDatabase(from: number, to: number): void {
    this.#collection.stall(from);
    this.later(to, () => {
      this.#collection.resume(to);
    });
  }

  /** Every process that is not dead, and every dead one that is still listed, oldest first. */
  processes(at: number): readonly SimulatedProcess[] {
    this.records(at);
    return [...this.#processes.values()];
  }

  living(at: number): readonly SimulatedProcess[] {
    return [...this.#processes.values()].filter((process) => process.state(at) !== 'dead');
  }

  /** The records by id. A dead process is forgotten with its record. */
  records(at: number): ReadonlyMap<string, RecordDates> {
    const records = this.#collection.list(at);
    for (const process of this.#processes.values()) {
      if (process.state(at) !== 'dead' || records.has(process.id)) continue;
      this.#processes.delete(process.id);
      this.#collection.forget(process.id);
    }
    return records;
  }

  /** @throws Error where no such process lives or is listed. */
  known(id: string): SimulatedProcess {
    const process = this.#processes.get(id);
    if (process !== undefined) return process;
    throw new Error(`No instance ${id}: give the id of one that lives or is still listed (see "instances").`);
  }

  /** @throws Error where the process is in another state. */
  inState(id: string, wanted: ProcessState, at: number): SimulatedProcess {
    const process = this.known(id);
    const state = process.state(at);
    if (state !== wanted)
      throw new Error(`Instance ${id} is ${state}: this can only be done to one that is ${wanted}.`);
    return process;
  }
}
