import { type ChildProcess, execFileSync, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import type { Processes } from '../processes.ts';
import { waitFor } from '../wait.ts';

const version = 'v2.10.29';
const directory = join(import.meta.dirname, `../../../.cache/nats-server-${version}`);
const buildMinutes = 10;

/**
 * Where a NATS server is: that of this machine, or one built with Go from its module, once. Else in a few words why
 * there is none.
 */
export function ensureNatsServer(): { readonly path: string } | { readonly missing: string } {
  if (spawnSync('nats-server', ['--version']).status === 0) return { path: 'nats-server' };
  const path = join(directory, 'nats-server');
  if (existsSync(path)) return { path };
  if (spawnSync('go', ['version']).status !== 0) return { missing: 'neither nats-server nor Go is installed' };
  try {
    const env = { ...process.env, GOBIN: directory, GOTOOLCHAIN: 'local', GOFLAGS: '' };
    const args = ['install', `github.com/nats-io/nats-server/v2@${version}`];
    execFileSync('go', args, { env, stdio: ['ignore', 'ignore', 'pipe'], timeout: buildMinutes * 60_000 });
  } catch (error) {
    const said = error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error);
    return { missing: `Go could not build it (${said})` };
  }
  return existsSync(path) ? { path } : { missing: 'Go built it, but it is not where it should be' };
}

/** A NATS server on a port of the loopback interface, which is the same whenever it is started. */
export class NatsServer {
  readonly #program: string;
  readonly #port: number;
  readonly #processes: Processes;
  #child: ChildProcess | null = null;

  private constructor(program: string, port: number, processes: Processes) {
    this.#program = program;
    this.#port = port;
    this.#processes = processes;
  }

  static async start(program: string, processes: Processes): Promise<NatsServer> {
    const server = new NatsServer(program, await freePort(), processes);
    await server.start();
    return server;
  }

  get url(): string {
    return `nats://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    this.#child = this.#processes.spawn(this.#program, ['--addr', '127.0.0.1', '--port', String(this.#port)]);
    await waitFor('the NATS server', 60, () => accepts(this.#port));
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }
}

const accepts = (port: number): Promise<true | null> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(null);
    });
  });

/** One below those that systems give to connections, so that it is still free when the server comes back to it. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    const server = createServer();
    const isFree = await new Promise((resolve) => {
      server.once('error', () => {
        resolve(false);
      });
      server.listen(port, '127.0.0.1', () => {
        resolve(true);
      });
    });
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
