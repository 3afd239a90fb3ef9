import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { heapOf } from '../../bench/performance/runner.ts';
import { handlerEnvironment } from '../../lib/handler-bundle.ts';
import type { Processes } from '../deploy/processes.ts';
import { findFreePort } from '../servers.ts';
import type { DeployedFunction } from './deployment.ts';
import type { RuntimeTools } from './tools.ts';
import { waitUntil } from './wait-until.ts';

/** What came of an invocation. `timed out`: Lambda ended it. */
export interface Invoked {
  readonly ended: 'returned' | 'failed' | 'timed out';
  /** What it returned, or failed of. */
  readonly answer: unknown;
  readonly seconds: number;
}

interface Setup {
  readonly tools: RuntimeTools;
  readonly processes: Processes;
  /** Where its log goes. */
  readonly directory: string;
  readonly name: string;
  /** Where its `index.mjs` is. */
  readonly folder: string;
  readonly deployed: DeployedFunction;
  readonly environment: Readonly<Record<string, string>>;
}

const failure = v.object({ errorType: v.string() });

/** A function in the real runtime, as warm as its last invocation left it. */
export class RunningFunction {
  readonly #emulatorPid: number;
  readonly #url: string;
  readonly #log: string;

  private constructor(emulatorPid: number, port: number, log: string) {
    this.#emulatorPid = emulatorPid;
    this.#url = `http://127.0.0.1:${port}/2015-03-31/functions/function/invocations`;
    this.#log = log;
  }

  /** Ready to be invoked; it loads its bundle for the first invocation. */
  static async start({ tools, processes, directory, name, folder, deployed, environment }: Setup) {
    const [port, runtimePort] = [await findFreePort(), await findFreePort()];
    const addresses = [
      ...['--runtime-interface-emulator-address', `127.0.0.1:${port}`],
      ...['--runtime-api-address', `127.0.0.1:${runtimePort}`],
    ];
    const handler = 'index.handler';
    const env = {
      PATH: process.env['PATH'],
      ...environment,
      // Lambda does so by itself.
      NODE_OPTIONS: [handlerEnvironment.NODE_OPTIONS, ...heapOf(deployed.memoryMebibytes)].join(' '),
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(deployed.memoryMebibytes),
      AWS_LAMBDA_FUNCTION_TIMEOUT: String(deployed.timeoutSeconds),
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: handler,
    };
    const log = join(directory, `${name}.log`);
    const args = [...addresses, tools.node, tools.client, handler];
    const { pid } = processes.start(tools.emulator, args, { env, logFile: log });
    if (pid === undefined) throw new Error('the emulator did not start');
    const running = new RunningFunction(pid, port, log);
    await waitUntil('the emulator answers', 30, async () => {
      const { status } = await fetch(`http://127.0.0.1:${port}/`).catch(() => ({ status: 0 }));
      return status > 0;
    });
    return running;
  }

  async invoke(event: unknown): Promise<Invoked> {
    const startedAt = performance.now();
    const response = await fetch(this.#url, { method: 'POST', body: JSON.stringify(event) });
    const text = await response.text();
    const seconds = (performance.now() - startedAt) / 1000;
    if (text.startsWith('Task timed out')) return { ended: 'timed out', answer: text, seconds };
    const answer: unknown = text === '' ? null : JSON.parse(text);
    return { ended: response.ok && !v.is(failure, answer) ? 'returned' : 'failed', answer, seconds };
  }

  /** Everything it has written. */
  get log(): string {
    return readFileSync(this.#log, 'utf8');
  }

  /** Stops the runtime where it is, as Lambda does between invocations. */
  freeze(): void {
    process.kill(this.runtimePid, 'SIGSTOP');
  }

  thaw(): void {
    process.kill(this.runtimePid, 'SIGCONT');
  }

  /** Ends the runtime, whatever it is doing; the next invocation starts another. */
  kill(): void {
    process.kill(this.runtimePid, 'SIGKILL');
  }

  /** The most memory that the runtime has held so far. */
  get maxMebibytes(): number {
    const status = readFileSync(`/proc/${this.runtimePid}/status`, 'utf8');
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1]) / 1024;
  }

  /** The process that runs the handler. */
  get runtimePid(): number {
    const pid = childrenOf(this.#emulatorPid).at(-1);
    if (pid === undefined) throw new Error('no runtime is running');
    return pid;
  }

  /** The emulator would leave its runtime behind. */
  close(): void {
    for (const pid of [...childrenOf(this.#emulatorPid), this.#emulatorPid]) process.kill(pid, 'SIGKILL');
  }
}

const childrenOf = (pid: number): readonly number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
    const children = readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim();
    return children === '' ? [] : children.split(' ').map(Number);
  });
