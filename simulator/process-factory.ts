import type { MemoryUse } from './memory-use.ts';
import type { Birth, Memory, Place, StartInformation } from './process.ts';
import type { SeededRandom } from './random.ts';
import { countsPageCacheAsUsed } from './version.ts';

/**
 * Where processes live. `fixed`: each has a place of its own, which its successor takes over (machines);
 * `per-process`: every new process has a new address (Kubernetes); `localhost`: all are `localhost:3000`
 * (docker compose without `INSTANCE_IP`), each on a machine of its own, which its successor takes over.
 */
export type Places = 'fixed' | 'per-process' | 'localhost';

export interface StartOptions {
  /** @default 'rocket.chat' */
  readonly service?: string;
  /** @default as the workspace's `places` say */
  readonly host?: string;
  /** @default '3000' */
  readonly port?: string;
  /** Memory of the host at this start. @default 8 GiB, 40 to 70 % of it free, or 3 to 8 % as Node before 17.4 counts */
  readonly memory?: Memory;
  /** Its own memory as it lives on. @default 400 MiB, and no leak */
  readonly uses?: MemoryUse;
  /** @default the workspace's */
  readonly nodeVersion?: string;
  /** From the start until it is listed and answers. @default 0 */
  readonly startSeconds?: number;
  /** From then until its broker has started; calls in between get "is not found". @default 0 */
  readonly brokerSeconds?: number;
  /** For how long it has been running already. @default 0 */
  readonly upSeconds?: number;
}

/** The service that answers calls. */
export const serverName = 'rocket.chat';
export const streamerName = 'ddp-streamer';
/** Node takes this long to load Rocket.Chat: the local `lastHeartbeatTime` of the published example. */
const loadSeconds = 16;
const defaultTotalBytes = 8 * 1024 ** 3;
const pageBytes = 4096;
const ipv4 = /^\d+(\.\d+){3}$/;

interface FactoryOptions {
  readonly places: Places;
  readonly nodeVersion: string;
  /** Whether brokers talk over TCP, each at a port of its own. */
  readonly hasTcpPorts: boolean;
}

/** Makes new processes, each with all that it will ever say about itself. */
export class ProcessFactory {
  readonly #random: SeededRandom;
  readonly #options: FactoryOptions;
  #addresses = 0;

  constructor(random: SeededRandom, options: FactoryOptions) {
    this.#random = random;
    this.#options = options;
  }

  /** `predecessor`: whose place it takes over, unless every process has a new one. */
  make(id: string, at: number, options: StartOptions, predecessor: Birth | null): Birth {
    const { service = serverName, startSeconds = 0, brokerSeconds = 0, upSeconds = 0, uses = {} } = options;
    const { place, ip } = this.#whereabouts(options, predecessor);
    const readyAt = at + Math.round((startSeconds - upSeconds) * 1000);
    return {
      id,
      service,
      place,
      ip,
      information: service === serverName ? this.#information(place, options) : null,
      spawnedAt: readyAt - Math.max(startSeconds, loadSeconds) * 1000,
      readyAt,
      brokerAt: readyAt + Math.round(brokerSeconds * 1000),
      noise: this.#random.between(0, 2 ** 31),
      uses,
    };
  }

  #whereabouts({ host, port = '3000' }: StartOptions, predecessor: Birth | null): Pick<Birth, 'place' | 'ip'> {
    const { places } = this.#options;
    if (host !== undefined) return { place: { host, port }, ip: ipv4.test(host) ? host : this.#newAddress() };
    if (places !== 'per-process' && predecessor !== null) return predecessor;
    const ip = this.#newAddress();
    return { place: { host: places === 'localhost' ? 'localhost' : ip, port }, ip };
  }

  #newAddress(): string {
    this.#addresses += 1;
    return `10.0.${Math.floor(this.#addresses / 250)}.${(this.#addresses % 250) + 1}`;
  }

  #information(place: Place, options: StartOptions): StartInformation {
    const { nodeVersion = this.#options.nodeVersion } = options;
    const { totalBytes, freeBytes } = options.memory ?? this.#memory(nodeVersion);
    const tcpPort = this.#random.between(32_768, 60_999);
    return {
      ...place,
      ...(this.#options.hasTcpPorts && { tcpPort }),
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

  #memory(nodeVersion: string): Memory {
    const [least, span] = countsPageCacheAsUsed(nodeVersion) ? [0.03, 0.05] : [0.4, 0.3];
    const pages = Math.floor((defaultTotalBytes / pageBytes) * (least + span * this.#random.next()));
    return { totalBytes: defaultTotalBytes, freeBytes: pages * pageBytes };
  }
}
