import type { MemoryUse } from './memory-use.ts';
import type { Birth, Memory, Place, StartInformation } from './process.ts';
import type { SeededRandom } from './random.ts';

/**
 * Where processes live. `fixed`: each has a place of its own, which its successor takes over (machines);
 * `per-process`: every new process has a new address (Kubernetes); `localhost`: all are `localhost:3000`
 * (docker compose without `INSTANCE_IP`).
 */
export type Places = 'fixed' | 'per-process' | 'localhost';

export interface StartOptions {
  /** @default 'rocket.chat' */
  readonly service?: string;
  /** @default as the workspace's `places` say */
  readonly host?: string;
  /** @default '3000' */
  readonly port?: string;
  /** Memory of the host at this start. @default 8 GiB, 40 to 70 % of it free */
  readonly memory?: Memory;
  /** Its own memory as it lives on. @default 400 MiB, and no leak */
  readonly uses?: MemoryUse;
  /** @default the workspace's */
  readonly nodeVersion?: string;
  /** From the start until it is listed and answers. @default 0 */
  readonly startSeconds?: number;
  /** For how long it has been running already. @default 0 */
  readonly upSeconds?: number;
}

/** The service that answers calls. */
export const serverName = 'rocket.chat';
/** Node takes this long to load Rocket.Chat: the local `lastHeartbeatTime` of the published example. */
const loadSeconds = 16;
const defaultTotalBytes = 8 * 1024 ** 3;
const pageBytes = 4096;

/** Makes new processes, each with all that it will ever say about itself. */
export class Maternity {
  readonly #random: SeededRandom;
  readonly #places: Places;
  readonly #nodeVersion: string;
  #addresses = 0;

  constructor(random: SeededRandom, places: Places, nodeVersion: string) {
    this.#random = random;
    this.#places = places;
    this.#nodeVersion = nodeVersion;
  }

  /** `predecessor`: the place it takes over where places are fixed. */
  born(id: string, at: number, options: StartOptions, predecessor: Place | null): Birth {
    const { service = serverName, startSeconds = 0, upSeconds = 0, uses = {} } = options;
    const place = this.#place(options, predecessor);
    const readyAt = at + Math.round((startSeconds - upSeconds) * 1000);
    return {
      id,
      service,
      place,
      information: service === serverName ? this.#information(place, options) : null,
      spawnedAt: readyAt - Math.max(startSeconds, loadSeconds) * 1000,
      readyAt,
      noise: this.#random.between(0, 2 ** 31),
      uses,
    };
  }

  #place({ host, port = '3000' }: StartOptions, predecessor: Place | null): Place {
    if (host !== undefined) return { host, port };
    if (this.#places === 'localhost') return { host: 'localhost', port };
    if (this.#places === 'fixed' && predecessor !== null) return predecessor;
    this.#addresses += 1;
    return { host: `10.0.${Math.floor(this.#addresses / 250)}.${(this.#addresses % 250) + 1}`, port };
  }

  #information(place: Place, { memory, nodeVersion = this.#nodeVersion }: StartOptions): StartInformation {
    const { totalBytes, freeBytes } = memory ?? this.#memory();
    return {
      ...place,
      tcpPort: this.#random.between(32_768, 60_999),
      os: {
        type: 'Linux',
        platform: 'linux',
        arch: 'x64',
        release: '6.1.0-28-amd64',
        uptime: this.#random.between(100_000_00, 900_000_00) / 100,
        loadavg: Array.from({ length: 3 }, () => this.#random.between(5, 150) / 100),
        totalmem: totalBytes,
        freemem: freeBytes,
        cpus: 4,
      },
      nodeVersion,
    };
  }

  #memory(): Memory {
    const pages = Math.floor((defaultTotalBytes / pageBytes) * (0.4 + 0.3 * this.#random.next()));
    return { totalBytes: defaultTotalBytes, freeBytes: pages * pageBytes };
  }
}
