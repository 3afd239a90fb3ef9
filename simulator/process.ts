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
  readonly tcpPort: number;
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
  /** Null for a microservice other than `rocket.chat`: it registers nothing about itself. */
  readonly information: StartInformation | null;
  readonly spawnedAt: number;
  /** When it registers and begins to answer. */
  readonly readyAt: number;
  /** What its number of clients varies by. */
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

/** One server process: alive from its start to its end, and possibly hung in between. */
export class SimulatedProcess {
  readonly birth: Birth;
  /** Since when its message broker has run without a break; null while the broker is lost. */
  brokerUpSince: number | null;
  /** What it answers at `/readyz`. */
  isReady = true;
  #dead = false;
  #hangs: readonly Hang[] = [];

  constructor(birth: Birth) {
    this.birth = birth;
    this.brokerUpSince = birth.readyAt;
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

  state(at: number): ProcessState {
    if (this.#dead) return 'dead';
    if (at < this.birth.readyAt) return 'starting';
    return this.hungSince === null ? 'running' : 'hung';
  }

  end(): void {
    this.#dead = true;
  }

  hang(at: number): void {
    this.#hangs = [...this.#hangs, { from: at, to: null }];
  }

  wake(at: number): void {
    this.#hangs = this.#hangs.map((hang) => ({ ...hang, to: hang.to ?? at }));
  }

  /** Open client connections (`conns`), which the server writes anew every 30 s. */
  clientConnections(at: number): number {
    const period = Math.floor(at / clientCountEveryMilliseconds);
    return new SeededRandom(this.birth.noise ^ period).between(20, 80);
  }
}
