import { nameOf } from '../cluster/instance-name.ts';
import { freeMemoryPercent } from '../cluster/instance-facts.ts';
import { ownAnswer } from '../cluster/probes.ts';
import type { KnownInstance, Status } from '../cluster/known-instance.ts';
import { later, secondsBetween, type Timestamp } from '../base/time.ts';
import { type Peak, Peaks } from './peaks.ts';
import { Runs, type Run, type Seconds } from './run.ts';

/** `unseen`: the workspace could not be seen, or no check was made. The best first. */
export const laneStates = [
  'healthy',
  'replaced',
  'unseen',
  'unknown',
  'disconnected',
  'unresponsive',
  'missing',
] as const;
export type LaneState = Status | 'unseen';

/** One process of a lane. */
export interface LaneProcess {
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  readonly startedAt: Timestamp | null;
  /** The check that first showed it in its lane. */
  readonly firstSeenAt: Timestamp;
  /** The last check whose answer listed it. */
  readonly lastSeenAt: Timestamp;
  /** Its last known status. */
  readonly status: Status;
  readonly totalMemoryBytes: number | null;
  /** At its start: the list has no more. */
  readonly freeMemoryBytes: number | null;
  readonly freeMemoryPercent: number | null;
  readonly nodeVersion: string | null;
}

/** An instance through time: a process, and those that took its place one after the other. */
export interface Lane {
  /** Of its latest process. */
  readonly name: string;
  /** In the order in which they took over. */
  readonly processes: readonly LaneProcess[];
  /** How many earlier ones are left out of the list. */
  readonly omittedProcesses: number;
  readonly runs: ReadonlyArray<Run<LaneState>>;
  readonly seconds: Seconds<LaneState>;
  /** The memory that its processes held, in bytes, as they reported it themselves; empty where they are not asked. */
  readonly resident: readonly Peak[];
}

/** A restart loop has a thousand processes a day; a person reads of the last ones. */
const maxProcesses = 100;

export interface WholeTime {
  readonly since: Timestamp;
  readonly until: Timestamp;
}

/** A lane that is being drawn. */
export class LaneDraft {
  readonly #runs: Runs<LaneState>;
  #processes: readonly LaneProcess[];
  #omitted = 0;
  readonly #resident: Peaks;

  /** @param whole the whole time that is looked at */
  constructor(instance: KnownInstance, at: Timestamp, whole: WholeTime) {
    const wholeSeconds = secondsBetween(whole.since, whole.until);
    this.#resident = new Peaks(whole.since, wholeSeconds);
    this.#runs = new Runs<LaneState>({ states: laneStates, wholeSeconds });
    this.#processes = [processOf(instance, at)];
  }

  /** The process that has the place now. */
  get currentId(): string | undefined {
    return this.#processes.at(-1)?.id;
  }

  /** The check that first saw one of its processes. */
  get since(): Timestamp | undefined {
    return this.#runs.all[0]?.from;
  }

  get lengthSeconds(): number {
    const last = this.#runs.all.at(-1);
    return last === undefined || this.since === undefined ? 0 : secondsBetween(this.since, last.to);
  }

  add(state: LaneState, from: Timestamp, to: Timestamp): void {
    this.#runs.add(state, from, to);
  }

  /** Takes down what a check made known of one of its processes. */
  update(instance: KnownInstance, at: Timestamp): void {
    const residentBytes = ownAnswer(instance)?.residentBytes ?? null;
    if (residentBytes !== null) this.#resident.add(at, residentBytes);
    const index = this.#processes.findLastIndex(({ id }) => id === instance.id);
    const known = this.#processes[index];
    if (known !== undefined) this.#processes = this.#processes.with(index, processOf(instance, known.firstSeenAt));
  }

  /** Another process has taken the place. */
  handOver(instance: KnownInstance, at: Timestamp): void {
    this.#keep([...this.#processes, processOf(instance, at)]);
  }

  /** What was another lane turns out to go on with this one, since its own process was lost. */
  join(other: LaneDraft, lostSince: Timestamp): void {
    const from = later(lostSince, other.since ?? lostSince);
    this.#runs.continueWith(other.#runs, from);
    this.#resident.addAll(other.#resident);
    this.#omitted += other.#omitted;
    this.#keep([...this.#processes, ...other.#processes]);
  }

  #keep(processes: readonly LaneProcess[]): void {
    this.#omitted += Math.max(0, processes.length - maxProcesses);
    this.#processes = processes.slice(-maxProcesses);
  }

  lane(): Lane {
    return {
      name: this.#processes.at(-1)?.name ?? '',
      processes: this.#processes,
      omittedProcesses: this.#omitted,
      runs: this.#runs.all,
      seconds: this.#runs.seconds(),
      resident: this.#resident.all,
    };
  }
}

const processOf = (instance: KnownInstance, firstSeenAt: Timestamp): LaneProcess => ({
  id: instance.id,
  name: nameOf(instance),
  startedAt: instance.startedAt,
  firstSeenAt,
  lastSeenAt: instance.lastSeenAt,
  status: instance.status,
  totalMemoryBytes: instance.totalMemoryBytes,
  freeMemoryBytes: instance.freeMemoryBytes,
  freeMemoryPercent: freeMemoryPercent(instance),
  nodeVersion: instance.nodeVersion,
});

/** A record that was never seen with a believable heartbeat may be of a process long gone: it gets no lane. */
export const isWorthALane = ({ onceHealthy, status }: KnownInstance): boolean => onceHealthy || status === 'healthy';
