import { type Timestamp, toTimestamp } from '../core/base/time.ts';
import type { Cluster } from './cluster.ts';
import type { Place, ProcessState, SimulatedProcess } from './process.ts';
import type { StartOptions } from './process-factory.ts';
import { type RollOutOptions, timetable } from './roll-out.ts';

export interface RestartOptions extends Omit<StartOptions, 'startSeconds'> {
  /** From the end of the old process until the new one is listed. @default the workspace's `startSeconds`, or 20 */
  readonly downSeconds?: number;
}

/** What a person who could see into the machines would know of an instance. */
interface InstanceSummary {
  readonly id: string;
  readonly service: string;
  readonly place: Place;
  readonly state: ProcessState;
}

const scaleUpSeconds = 20;
const restartSeconds = 20;
const rollOutStartSeconds = 30;

/** What can be done to the processes of a workspace. */
export abstract class ProcessOperations {
  protected readonly cluster: Cluster;

  protected constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  /** Every process that is not dead, and every dead one that is still listed, oldest first. */
  get instances(): readonly InstanceSummary[] {
    const at = this.cluster.catchUp();
    return this.cluster.processes().map((process) => ({
      id: process.id,
      service: process.birth.service,
      place: process.birth.place,
      state: process.state(at),
    }));
  }

  /** The living process with this id, or the youngest that lives at this `host:port`; null where there is none. */
  processAt(idOrPlace: string): SimulatedProcess | null {
    const living = this.cluster.living(this.cluster.catchUp());
    const is = ({ id, birth: { place } }: SimulatedProcess): boolean =>
      id === idOrPlace || `${place.host}:${place.port}` === idOrPlace;
    return living.findLast(is) ?? null;
  }

  /** What a process answers from now on when it is asked whether it is ready. */
  setReady(id: string, isReady: boolean): void {
    this.cluster.inState(id, 'running', this.cluster.catchUp()).isReady = isReady;
  }

  /** Starts a process and returns its id. */
  start(options: StartOptions = {}): string {
    return this.cluster.start(this.cluster.random.uuid(), this.cluster.catchUp(), options);
  }

  /** A clean shutdown. Its record stays as after a crash; only over NATS does its broker take leave of its peers. */
  stop(id: string): void {
    const at = this.cluster.catchUp();
    this.cluster.end(this.cluster.known(id), at, { clean: true });
  }

  kill(id: string): void {
    const at = this.cluster.catchUp();
    this.cluster.end(this.cluster.known(id), at, { clean: false });
  }

  /** The process stands still, as at 100 % CPU or after SIGSTOP: no heartbeat, no answer, but open connections. */
  hang(id: string): void {
    this.cluster.hang(id, this.cluster.catchUp());
  }

  wake(id: string): void {
    this.cluster.wake(id, this.cluster.catchUp());
  }

  /** Ends a process and starts its successor. Returns the new id, which is listed after `downSeconds`. */
  restart(
    id: string,
    { downSeconds = this.cluster.drawStartSeconds(restartSeconds), ...options }: RestartOptions = {},
  ): string {
    const at = this.cluster.catchUp();
    const old = this.cluster.known(id);
    this.cluster.end(old, at, { clean: true });
    const successor = { service: old.birth.service, startSeconds: downSeconds, ...options };
    return this.cluster.start(this.cluster.random.uuid(), at, successor, old.birth);
  }

  /** Starts processes, or ends the youngest, until so many live. Returns the ids of those it started and ended. */
  scale(
    count: number,
    options: StartOptions = {},
  ): { readonly started: readonly string[]; readonly ended: readonly string[] } {
    const at = this.cluster.catchUp();
    const living = this.cluster.living(at);
    const ended = living.slice(count);
    for (const process of ended) this.cluster.end(process, at, { clean: true });
    const started = Array.from({ length: Math.max(0, count - living.length) }, () =>
      this.start({ startSeconds: this.cluster.drawStartSeconds(scaleUpSeconds), ...options }),
    );
    return { started, ended: ended.map(({ id }) => id) };
  }

  /** Replaces every living process, step by step as time goes on. Returns the new ids and when the last step is done. */
  rollOut(
    { startSeconds = this.cluster.drawStartSeconds(rollOutStartSeconds), ...pace }: RollOutOptions,
    options: Omit<StartOptions, 'startSeconds'> = {},
  ): { readonly newIds: readonly string[]; readonly doneAt: Timestamp } {
    const at = this.cluster.catchUp();
    const replacements = this.cluster.living(at).map((old) => ({ old, newId: this.cluster.random.uuid() }));
    const { steps, lastsSeconds } = timetable(replacements, { startSeconds, ...pace });
    for (const { afterSeconds, action, of } of steps) {
      const stepAt = at + afterSeconds * 1000;
      const { service } = of.old.birth;
      this.cluster.later(stepAt, () => {
        // In a surge the old process still holds its place.
        const predecessor = pace.style === 'recreate' ? of.old.birth : null;
        if (action === 'end the old one') this.cluster.end(of.old, stepAt, { clean: true });
        else this.cluster.start(of.newId, stepAt, { service, startSeconds, ...options }, predecessor);
      });
    }
    this.cluster.catchUp();
    return { newIds: replacements.map(({ newId }) => newId), doneAt: toTimestamp(new Date(at + lastsSeconds * 1000)) };
  }

  /** The process loses its own message broker: it does not know who is connected, and no peer is connected to it. */
  loseBroker(id: string): void {
    const at = this.cluster.catchUp();
    const process = this.cluster.inState(id, 'running', at);
    process.brokerUpSince = null;
    this.cluster.note({ kind: 'left', process }, at);
  }

  regainBroker(id: string): void {
    const at = this.cluster.catchUp();
    const process = this.cluster.known(id);
    if (process.brokerUpSince !== null) return;
    process.brokerUpSince = at;
    this.cluster.note({ kind: 'joined', process }, at);
  }
}
