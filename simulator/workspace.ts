/**
 * A simulated Rocket.Chat workspace: its processes, their records, their connections and its API.
 *
 * Every operation takes effect at `clock.now()`. Nothing runs in between: an operation or a call first brings about
 * what the time passed should have brought (heartbeats, TTL sweeps, ends of start-up, steps of a roll-out).
 *
 * Processes: `start`, `setReady`, `stop`, `kill`, `hang`, `wake`, `restart`, `scale`, `rollOut`, `loseBroker`, `regainBroker`.
 * Network: `partition`, `heal`. Database: `stallDatabase`, `ghost`, `deleteRecord`. API: `cutOff`, `restore`.
 * Looking: `instances`, `look` (the list as one process would give it), and `Api` for a whole call.
 */
import type { Clock, Timestamp } from '../core/base/time.ts';
import { serverName, type StartOptions } from './births.ts';
import { Cluster } from './cluster.ts';
import { Connections } from './connections.ts';
import type { FaultKind } from './faults.ts';
import { chooserFor } from './load-balancer.ts';
import { type EffectiveOptions, type WorkspaceOptions, withDefaults } from './options.ts';
import type { Place, ProcessState, SimulatedProcess } from './process.ts';
import type { ListedInstance } from './rendering.ts';
import { type RollOutOptions, timetable } from './roll-out.ts';
import { listed, type Observer } from './view.ts';

/** One instance, or a group of them. */
type Ids = string | readonly string[];

export interface RestartOptions extends Omit<StartOptions, 'startSeconds'> {
  /** From the end of the old process until the new one is listed. @default 20 */
  readonly downSeconds?: number;
}

/** What a person who could see into the machines would know of an instance. */
interface InstanceSummary {
  readonly id: string;
  readonly service: string;
  readonly place: Place;
  readonly state: ProcessState;
}

/** The list as the chosen process gives it, or why it gives none. */
type Look =
  | { readonly kind: 'list'; readonly instances: readonly ListedInstance[] }
  | { readonly kind: 'no process' }
  | { readonly kind: 'hung' }
  | { readonly kind: 'broker lost' };

const scaleUpSeconds = 20;

export class SimulatedWorkspace {
  readonly options: EffectiveOptions;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #cluster: Cluster;
  readonly #connections: Connections;
  readonly #choose: ReturnType<typeof chooserFor>;
  #fault: FaultKind | null = null;

  constructor(options: WorkspaceOptions) {
    this.options = withDefaults(options);
    this.#clock = options.clock;
    this.#cluster = new Cluster(options.clock, this.options);
    this.#connections = new Connections(this.options.connectSeconds * 1000);
    const { random } = this.#cluster;
    this.#choose = chooserFor(this.options.loadBalancer, random);
    for (const instance of this.options.instances) {
      this.start({ upSeconds: random.between(3_600, 86_400) + random.next(), ...instance });
    }
  }

  now(): Timestamp {
    return this.#clock.now();
  }

  /** Every process that is not dead, and every dead one that is still listed, oldest first. */
  get instances(): readonly InstanceSummary[] {
    const at = this.#cluster.catchUp();
    return this.#cluster.processes(at).map((process) => ({
      id: process.id,
      service: process.birth.service,
      place: process.birth.place,
      state: process.state(at),
    }));
  }

  /** The living process with this id, or the youngest that lives at this `host:port`; null where there is none. */
  processAt(idOrPlace: string): SimulatedProcess | null {
    const living = this.#cluster.living(this.#cluster.catchUp());
    const is = ({ id, birth: { place } }: SimulatedProcess): boolean =>
      id === idOrPlace || `${place.host}:${place.port}` === idOrPlace;
    return living.findLast(is) ?? null;
  }

  /** What a process answers from now on when it is asked whether it is ready. */
  setReady(id: string, isReady: boolean): void {
    this.#cluster.inState(id, 'running', this.#cluster.catchUp()).isReady = isReady;
  }

  /** Starts a process and returns its id. */
  start(options: StartOptions = {}): string {
    return this.#cluster.start(this.#cluster.random.uuid(), this.#cluster.catchUp(), options);
  }

  /** A clean shutdown. It leaves the same traces as a crash: the record's deletion never reaches the database. */
  stop(id: string): void {
    const at = this.#cluster.catchUp();
    this.#cluster.end(this.#cluster.known(id), at);
  }

  kill(id: string): void {
    this.stop(id);
  }

  /** The process stands still, as at 100 % CPU or after SIGSTOP: no heartbeat, no answer, but open connections. */
  hang(id: string): void {
    this.#cluster.hang(id, this.#cluster.catchUp());
  }

  wake(id: string): void {
    this.#cluster.wake(id, this.#cluster.catchUp());
  }

  /** Ends a process and starts its successor. Returns the new id, which is listed after `downSeconds`. */
  restart(id: string, { downSeconds = 20, ...options }: RestartOptions = {}): string {
    const at = this.#cluster.catchUp();
    const old = this.#cluster.known(id);
    this.#cluster.end(old, at);
    const successor = { startSeconds: downSeconds, ...options };
    return this.#cluster.start(this.#cluster.random.uuid(), at, successor, old.birth.place);
  }

  /** Starts processes, or ends the youngest, until so many live. Returns the ids of those it started and ended. */
  scale(
    count: number,
    options: StartOptions = {},
  ): { readonly started: readonly string[]; readonly ended: readonly string[] } {
    const at = this.#cluster.catchUp();
    const living = this.#cluster.living(at);
    const ended = living.slice(count);
    for (const process of ended) this.#cluster.end(process, at);
    const started = Array.from({ length: Math.max(0, count - living.length) }, () =>
      this.start({ startSeconds: scaleUpSeconds, ...options }),
    );
    return { started, ended: ended.map(({ id }) => id) };
  }

  /** Replaces every living process, step by step as time goes on. Returns the new ids and when the last step is done. */
  rollOut(
    { style, startSeconds = 30, ...pace }: RollOutOptions,
    options: Omit<StartOptions, 'startSeconds'> = {},
  ): { readonly newIds: readonly string[]; readonly doneAt: Timestamp } {
    const at = this.#cluster.catchUp();
    const replacements = this.#cluster.living(at).map((old) => ({ old, newId: this.#cluster.random.uuid() }));
    const { steps, lastsSeconds } = timetable(replacements, { style, startSeconds, ...pace });
    for (const { afterSeconds, action, of } of steps) {
      const stepAt = at + afterSeconds * 1000;
      this.#cluster.later(stepAt, () => {
        // In a surge the old process still holds its place.
        const predecessor = style === 'recreate' ? of.old.birth.place : null;
        if (action === 'end the old one') this.#cluster.end(of.old, stepAt);
        else this.#cluster.start(of.newId, stepAt, { startSeconds, ...options }, predecessor);
      });
    }
    this.#cluster.catchUp();
    return { newIds: replacements.map(({ newId }) => newId), doneAt: new Date(at + lastsSeconds * 1000).toISOString() };
  }

  /** The process loses its own message broker: it cannot tell who is connected, and no peer is connected to it. */
  loseBroker(id: string): void {
    this.#cluster.inState(id, 'running', this.#cluster.catchUp()).brokerUpSince = null;
  }

  regainBroker(id: string): void {
    const at = this.#cluster.catchUp();
    this.#cluster.known(id).brokerUpSince ??= at;
  }

  /** From now on no process of one side reaches any of the other. */
  partition(a: Ids, b: Ids): void {
    this.#connections.cut([a].flat(), [b].flat());
  }

  /** Lets the two sides reach each other again; without sides, everybody. */
  heal(...sides: [] | [a: Ids, b: Ids]): void {
    const at = this.#cluster.catchUp();
    const [a, b] = sides;
    this.#connections.heal(a === undefined ? null : [a].flat(), b === undefined ? null : [b].flat(), at);
  }

  /**
   * No process reaches the database for that long, while the database itself goes on: it can be read, and deletes
   * what expires. Processes whose record is gone register again afterwards, under the same id.
   */
  stallDatabase(seconds: number): void {
    const at = this.#cluster.catchUp();
    this.#cluster.stallDatabase(at, at + seconds * 1000);
  }

  /** Puts in the record of a process that does not exist, with a heartbeat of that time, and returns its id. */
  ghost({ heartbeatAt, ...options }: StartOptions & { readonly heartbeatAt: Timestamp }): string {
    const at = this.#cluster.catchUp();
    return this.#cluster.haunt(this.#cluster.random.uuid(), at, options, Date.parse(heartbeatAt) - this.#skew);
  }

  /** Deletes a record by hand; a living process registers again at its next heartbeat, under the same id. */
  deleteRecord(id: string): void {
    this.#cluster.deleteRecord(id, this.#cluster.catchUp());
  }

  /** What calls get instead of the list; null while nothing is wrong with the API. */
  get fault(): FaultKind | null {
    return this.#fault;
  }

  /** Every call gets that from now on. */
  cutOff(kind: FaultKind): void {
    this.#fault = kind;
  }

  restore(): void {
    this.#fault = null;
  }

  /** The load balancer chooses a process, and that one lists what it sees. */
  look(): Look {
    const at = this.#cluster.catchUp();
    const chosen = this.#choose(this.#candidates(at));
    if (chosen === undefined) return { kind: 'no process' };
    const process = this.#cluster.known(chosen);
    if (process.hungSince !== null) return { kind: 'hung' };
    if (this.options.mode === 'microservices') return { kind: 'list', instances: this.#list(null, at) };
    if (process.brokerUpSince === null) return { kind: 'broker lost' };
    return { kind: 'list', instances: this.#list({ process, connections: this.#connections }, at) };
  }

  /** Those the load balancer sends calls to, oldest first: it finds out about a hung one after a while. */
  #candidates(at: number): readonly string[] {
    const { healthCheckSeconds } = this.options;
    const hungLately = healthCheckSeconds === null ? -Infinity : at - healthCheckSeconds * 1000;
    return this.#cluster
      .living(at)
      .filter((process) => process.birth.service === serverName && process.state(at) !== 'starting')
      .filter((process) => (process.hungSince ?? Infinity) > hungLately)
      .map(({ id }) => id);
  }

  #list(observer: Observer | null, at: number): readonly ListedInstance[] {
    return [...this.#cluster.records(at)].map(([id, dates]) =>
      listed(this.#cluster.known(id), dates, { observer, at, skewMilliseconds: this.#skew }),
    );
  }

  get #skew(): number {
    return this.options.databaseClockSkewSeconds * 1000;
  }
}
