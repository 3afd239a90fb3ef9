import type { Clock } from '../core/base/time.ts';
import { Agenda } from './agenda.ts';
import type { RecordDates } from './collection.ts';
import { Database } from './database.ts';
import { killedAt } from './memory-use.ts';
import { Network } from './network.ts';
import type { EffectiveOptions, StartTime } from './options.ts';
import { createPeers } from './peers/create-peers.ts';
import { NatsPeers } from './peers/nats-peers.ts';
import type { PeerEvent, Peers } from './peers/peers.ts';
import { type Birth, type ProcessState, SimulatedProcess } from './process.ts';
import { ProcessFactory, serverName, type StartOptions, streamerName } from './process-factory.ts';
import { SeededRandom } from './random.ts';
import { behaviourOf, type VersionBehaviour } from './version.ts';

/** The processes of a workspace, and what is due to happen to them. Times are milliseconds since 1970. */
export class Cluster {
  readonly random: SeededRandom;
  readonly network = new Network();
  readonly database: Database;
  readonly behaviour: VersionBehaviour;
  /** Null where no process keeps a list of its peers. */
  readonly peers: Peers | null;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #options: EffectiveOptions;
  readonly #factory: ProcessFactory;
  readonly #processes = new Map<string, SimulatedProcess>();
  readonly #agenda = new Agenda();
  /** Who has yet to hear that its own record was removed. */
  readonly #unheardRemovals = new Set<string>();
  readonly #begunAt: number;
  #reached: number;

  constructor(clock: Pick<Clock, 'now'>, options: EffectiveOptions) {
    this.#clock = clock;
    this.#options = options;
    this.#begunAt = Date.parse(clock.now());
    this.#reached = this.#begunAt;
    this.random = new SeededRandom(options.seed);
    this.behaviour = behaviourOf(options.version);
    this.#factory = new ProcessFactory(this.random, { ...options, hasTcpPorts: options.mode === 'tcp' });
    const later = this.later.bind(this);
    this.peers = createPeers({ ...options, behaviour: this.behaviour, network: this.network, later });
    this.database = new Database({
      timing: options.timing,
      startedAt: this.#reached,
      random: this.random,
      later,
      onRemoved: (id, at) => {
        this.#noticeRemoval(id, at);
      },
    });
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
  later(at: number, action: () => void): void {
    this.#agenda.add(at, action);
  }

  /** @throws Error where processes do not talk through a NATS server */
  get nats(): NatsPeers {
    if (this.peers instanceof NatsPeers) return this.peers;
    throw new Error('There is no NATS server whose loss would show: this takes a workspace in the mode "nats".');
  }

  /** How long the next start takes, by default. */
  drawStartSeconds(otherwise: number): number {
    const time: StartTime = this.#options.startSeconds ?? otherwise;
    return typeof time === 'number' ? time : time.min + (time.max - time.min) * this.random.next();
  }

  /** `predecessor`: whose place it takes over, unless every process has a new one. */
  start(id: string, at: number, options: StartOptions, predecessor: Birth | null = null): string {
    const process = new SimulatedProcess(this.#factory.make(id, at, options, predecessor));
    const { readyAt } = process.birth;
    this.#processes.set(id, process);
    const beAt = Math.max(readyAt, at);
    if (readyAt <= at) this.#register(process, beAt);
    else {
      this.later(readyAt, () => {
        this.#register(process, beAt);
      });
    }
    this.#killAtItsLimit(process, options);
    return id;
  }

  #register(process: SimulatedProcess, at: number): void {
    const { id, birth } = process;
    if (process.state(at) === 'dead') return;
    if (this.#registers(birth.service)) this.database.startBeating(id, birth.readyAt);
    if (birth.brokerAt <= at) this.note({ kind: 'joined', process }, at);
    else {
      this.later(birth.brokerAt, () => {
        if (process.state(birth.brokerAt) !== 'dead') this.note({ kind: 'joined', process }, birth.brokerAt);
      });
    }
  }

  #registers(service: string): boolean {
    if (this.#options.mode !== 'microservices' || service === streamerName) return true;
    return service === serverName && this.behaviour.registersServersInMicroservices;
  }

  /** The kernel kills it, and its container starts another in its place, which uses memory as it did. */
  #killAtItsLimit(process: SimulatedProcess, options: StartOptions): void {
    const { uses, spawnedAt } = process.birth;
    const at = killedAt(uses, spawnedAt);
    if (at === null) return;
    this.later(at, () => {
      if (process.state(at) === 'dead') return;
      this.end(process, at, { clean: false });
      const startSeconds = this.drawStartSeconds(20);
      this.start(this.random.uuid(), at, { ...options, upSeconds: 0, startSeconds }, process.birth);
    });
  }

  note(event: PeerEvent, at: number): void {
    this.peers?.note(event, at);
  }

  end(process: SimulatedProcess, at: number, ending: { readonly clean: boolean }): void {
    if (process.state(at) === 'dead') return;
    process.end(at, ending);
    this.database.stopBeating(process.id, at);
    this.note({ kind: 'left', process }, at);
    if (!this.database.hasRecord(process.id, at)) this.#forget(process.id, at);
  }

  hang(id: string, at: number): void {
    this.inState(id, 'running', at).hang(at);
    this.database.stopBeating(id, at);
  }

  wake(id: string, at: number): void {
    const process = this.inState(id, 'hung', at);
    process.wake(at);
    const beats = process.databaseLostSince === null && this.#registers(process.birth.service);
    if (beats) this.database.startBeating(id, at);
    this.note({ kind: 'woke', process }, at);
    this.hearOfRemoval(process, at);
  }

  /** Puts in the record of a process that does not exist. */
  addGhost(id: string, at: number, options: StartOptions, updatedAt: number): string {
    const process = new SimulatedProcess(this.#factory.make(id, at, options, null));
    process.end(at, { clean: false });
    this.#processes.set(id, process);
    this.database.insert(id, at, { createdAt: process.birth.readyAt, updatedAt });
    return id;
  }

  #noticeRemoval(id: string, at: number): void {
    const process = this.#processes.get(id);
    if (process === undefined) return;
    if (process.state(at) === 'dead') {
      this.#forget(id, at);
    } else {
      this.#unheardRemovals.add(id);
      this.hearOfRemoval(process, at);
    }
  }

  /** Where a process reaches the database, it hears that its record was removed; some then remove themselves. */
  hearOfRemoval(process: SimulatedProcess, at: number): void {
    const hears = process.state(at) === 'running' && process.databaseLostSince === null && !this.database.isDown;
    if (!hears || !this.#unheardRemovals.delete(process.id)) return;
    if (!this.behaviour.removesItself || this.#options.mode !== 'tcp') return;
    process.removedItself = true;
    this.note({ kind: 'removed itself', process }, at);
  }

  #forget(id: string, at: number): void {
    this.#processes.delete(id);
    this.#unheardRemovals.delete(id);
    this.database.forget(id);
    this.note({ kind: 'forgotten', id }, at);
  }

  /** Every process that is not dead, and every dead one that is still listed, oldest first. */
  processes(): readonly SimulatedProcess[] {
    return [...this.#processes.values()];
  }

  living(at: number): readonly SimulatedProcess[] {
    return this.processes().filter((process) => process.state(at) !== 'dead');
  }

  /** Whose record there is, in the order in which they registered; those of the beginning as they were given. */
  listed(at: number): ReadonlyArray<{ readonly process: SimulatedProcess; readonly dates: RecordDates }> {
    const records = this.database.records(at);
    const place = ({ dates }: { readonly dates: RecordDates }): number => Math.max(dates.registeredAt, this.#begunAt);
    return this.processes()
      .flatMap((process) => {
        const dates = records.get(process.id);
        return dates === undefined ? [] : [{ process, dates }];
      })
      .toSorted((a, b) => place(a) - place(b));
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
