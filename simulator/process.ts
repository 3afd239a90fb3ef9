import type { MemoryUse } from './memory-use.ts';
import { SeededRandom } from './random.ts';

/** Where a process is reached: `INSTANCE_IP`, or `localhost` where that is unset, and its HTTP port. */
export interface Place {
  readonly host: string;
  readonly port: string;
}

/** Memory of the host as the process reads it, once, when it starts. */
export interface Memory {
  readonly totalBytes: number;
  readonly freeBytes: number;
}

/** `extraInformation` as it is written at registration; a re-registration repeats it unchanged. */
export interface StartInformation {
  readonly host: string;
  readonly port: string;
  /** Only where brokers talk over TCP. */
  readonly tcpPort?: number;
  readonly os: {
    readonly type: string;
    readonly platform: string;
    readonly arch: string;
    readonly release: string;
    readonly uptime: number;
    readonly loadavg: readonly number[];
    readonly totalmem: number;
    readonly freemem: number;
    readonly cpus: number;
  };
  readonly nodeVersion: string;
}

/** What is settled about a process when it starts. Times are milliseconds since 1970. */
export interface Birth {
  /** A UUID made anew at every process start. */
  readonly id: string;
  /** `rocket.chat`, or the name of a microservice. */
  readonly service: string;
  readonly place: Place;
  /** The first address of its machine or container, whatever it calls itself. */
  readonly ip: string;
  /** Null for a microservice other than `rocket.chat`: it registers nothing about itself. */
  readonly information: StartInformation | null;
  readonly spawnedAt: number;
  /** When it registers and begins to answer. */
  readonly readyAt: number;
  /** When its broker has started, which may be later. */
  readonly brokerAt: number;
  /** What its number of clients, and the times of its timers, vary by. */
  readonly noise: number;
  readonly uses: MemoryUse;
}

/** A time during which a process is stopped but not dead; `to` is null while it lasts. */
export interface Hang {
  readonly from: number;
  readonly to: number | null;
}

export type ProcessState = 'starting' | 'running' | 'hung' | 'dead';

const clientCountEveryMilliseconds = 30_000;
const firstClientCountMilliseconds = { 'rocket.chat': 3_000, 'ddp-streamer': 30_000 };
const cpuSlotMilliseconds = 6_000;
const cpuChangeShare = 0.6;

/** One process: alive from its start to its end, and possibly hung in between. */
export class SimulatedProcess {
  readonly birth: Birth;
  /** Since when its message broker has run without a break; null while the broker is lost. */
  brokerUpSince: number | null;
  /** Whether it has removed itself from its own broker, which nothing but a restart mends. */
  removedItself = false;
  /** Since when it has not reached the database; null where it does. */
  databaseLostSince: number | null = null;
  /** What it answers at `/readyz`. */
  isReady = true;
  #endedAt: number | null = null;
  #saidGoodbye = false;
  #hangs: readonly Hang[] = [];

  constructor(birth: Birth) {
    this.birth = birth;
    this.brokerUpSince = birth.brokerAt;
  }

  get id(): string {
    return this.birth.id;
  }

  get hangs(): readonly Hang[] {
    return this.#hangs;
  }

  /** Since when it has been hung; null where it is not. */
  get hungSince(): number | null {
    const last = this.#hangs.at(-1);
    return last?.to === null ? last.from : null;
  }

  get endedAt(): number | null {
    return this.#endedAt;
  }

  /** Whether its broker could take leave of its peers before it ended. */
  get saidGoodbye(): boolean {
    return this.#saidGoodbye;
  }

  state(at: number): ProcessState {
    if (this.#endedAt !== null) return 'dead';
    if (at < this.birth.readyAt) return 'starting';
    return this.hungSince === null ? 'running' : 'hung';
  }

  end(at: number, ending: { readonly clean: boolean }): void {
    this.#saidGoodbye = ending.clean && this.hungSince === null;
    this.#endedAt = at;
  }

  hang(at: number): void {
    this.#hangs = [...this.#hangs, { from: at, to: null }];
  }

  wake(at: number): void {
    this.#hangs = this.#hangs.map((hang) => ({ ...hang, to: hang.to ?? at }));
  }

  /**
   * Open client connections (`conns`), which a server writes 3 s after it registered, a streamer 30 s after that, and
   * both anew every 30 s; null where none were written since that time of registration.
   */
  clientConnections(registeredAt: number, at: number): number | null {
    const { service, readyAt, noise } = this.birth;
    const first = readyAt + firstClientCountMilliseconds[service === 'rocket.chat' ? service : 'ddp-streamer'];
    const writing = Math.min(
      at,
      this.#endedAt ?? Infinity,
      this.hungSince ?? Infinity,
      this.databaseLostSince ?? Infinity,
    );
    const period = Math.floor((writing - first) / clientCountEveryMilliseconds);
    const writtenAt = first + period * clientCountEveryMilliseconds;
    if (period < 0 || writtenAt < registeredAt) return null;
    return new SeededRandom(noise ^ period).between(20, 80);
  }

  /** When the share of the CPU that it uses last changed, which is what peers over TCP hear of. */
  lastCpuChange(at: number): number {
    const until = Math.min(at, this.#endedAt ?? Infinity, this.hungSince ?? Infinity);
    for (let slot = Math.floor(until / cpuSlotMilliseconds); ; slot -= 1) {
      const random = new SeededRandom(this.birth.noise ^ slot);
      const changesAt = (slot + random.next()) * cpuSlotMilliseconds;
      if (changesAt <= until && (random.next() < cpuChangeShare || changesAt < this.birth.readyAt)) return changesAt;
    }
  }
}
