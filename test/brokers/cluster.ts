import type { FastClock } from './fast-clock.ts';
import type { Processes } from './processes.ts';
import type { ServerSettings } from './protocol.ts';
import { ServerProcess } from './server-process.ts';
import { isConnected, type View } from './view.ts';
import { waitFor } from './wait.ts';

export interface ClusterOptions {
  readonly name: string;
  readonly clock: FastClock;
  readonly processes: Processes;
  readonly storeUrl: string;
  /** null: TCP */
  readonly natsUrl: string | null;
}

/** The servers of one workspace. Places are letters, and a process is known by its place and number: `B2`. */
export class Cluster {
  readonly clock: FastClock;
  readonly #options: ClusterOptions;
  readonly #servers: ServerProcess[] = [];
  readonly #launched = new Map<string, number>();

  constructor(options: ClusterOptions) {
    this.clock = options.clock;
    this.#options = options;
  }

  /** All that ever served, in the order of their starts. */
  get servers(): readonly ServerProcess[] {
    return this.#servers;
  }

  get serving(): readonly ServerProcess[] {
    return this.#servers.filter(({ isServing }) => isServing);
  }

  labelOf(id: string): string | null {
    return this.#servers.find((server) => server.id === id)?.label ?? null;
  }

  /** Starts a process that does nothing yet, so that what it does next takes no longer on a busy machine. */
  async load(place: string): Promise<ServerProcess> {
    const { clock, processes, name, storeUrl, natsUrl } = this.#options;
    const number = (this.#launched.get(place) ?? 0) + 1;
    this.#launched.set(place, number);
    const ip = `10.9.0.${place.charCodeAt(0) - 'A'.charCodeAt(0) + 1}`;
    const settings: ServerSettings = {
      startedAt: clock.startedAt,
      recordsUrl: `${storeUrl}/${name}`,
      ip,
      host: natsUrl === null ? ip : 'localhost',
      natsUrl,
    };
    return ServerProcess.load(`${place}${number}`, processes.fork('server', JSON.stringify(settings)));
  }

  /** Has a loaded process find its peers and register. */
  async join(server: ServerProcess): Promise<ServerProcess> {
    await server.connect();
    await this.register(server);
    return server;
  }

  async register(server: ServerProcess): Promise<void> {
    this.#servers.push(server);
    await server.register();
  }

  async start(place: string): Promise<ServerProcess> {
    return this.join(await this.load(place));
  }

  /** What each serving process answers, asked at the same time. */
  async views(): Promise<ReadonlyMap<ServerProcess, View>> {
    const views = this.serving.map(async (server) => [server, await server.view()] as const);
    return new Map(await Promise.all(views));
  }

  /** Resolves once each serving process holds every other to be connected. */
  async allConnected(): Promise<void> {
    await waitFor('all servers to be connected', 30, async () => {
      const views = [...(await this.views()).values()];
      const { serving } = this;
      return views.every((view) => serving.every((server) => isConnected(view, server) === true)) ? true : null;
    });
  }
}
