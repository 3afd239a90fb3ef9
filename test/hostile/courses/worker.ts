import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import * as v from 'valibot';
import { heapOf } from '../../../bench/performance/runner.ts';
import { checkMemoryMebibytes } from '../../../lib/check-function.ts';
import { handlerEnvironment } from '../../../lib/handler-bundle.ts';
import type { Asked, Spent } from './child.ts';

const spentSchema = v.object({
  failure: v.nullable(v.string()),
  cpuMilliseconds: v.number(),
  maxMebibytes: v.number(),
  logBytes: v.number(),
}) satisfies v.GenericSchema<unknown, Spent>;

/** So long a check is waited for, on a machine that has much else to do. */
const patienceSeconds = 30;

export interface Programs {
  readonly child: string;
  readonly handler: string;
}

/** Processes of the check function, one after another: where one dies, the next check has a new one, as in Lambda. */
export class Worker {
  readonly #programs: Programs;
  readonly #env: Readonly<Record<string, string>>;
  #running: Promise<ChildProcess> | null = null;

  constructor(programs: Programs, env: Readonly<Record<string, string>>) {
    this.#programs = programs;
    this.#env = env;
  }

  /** Makes a check. What ends the process is the failure of the check. */
  async make(asked: Asked): Promise<Spent> {
    const child = await (this.#running ??= this.#start());
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceSeconds * 1_000);
    child.send(asked);
    const spent = await nextMessage(child).finally(() => {
      clearTimeout(timer);
    });
    if (spent !== null) return v.parse(spentSchema, spent);
    this.#running = null;
    return { failure: `the process ended: ${endOf(child)}`, cpuMilliseconds: 0, maxMebibytes: 0, logBytes: 0 };
  }

  async close(): Promise<void> {
    const child = await this.#running;
    if (child?.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(this.#programs.child, [this.#programs.handler], {
      env: { PATH: process.env['PATH'], ...handlerEnvironment, ...this.#env },
      execArgv: heapOf(checkMemoryMebibytes),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    if ((await nextMessage(child)) === null) throw new Error('the function could not be loaded');
    return child;
  }
}

const endOf = ({ exitCode, signalCode }: ChildProcess): string =>
  signalCode === 'SIGKILL' ? `no answer within ${patienceSeconds} s` : (signalCode ?? `code ${String(exitCode)}`);

/** null where the process ends before it says anything. */
const nextMessage = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => {
    const ended = (): void => {
      child.off('message', said);
      resolve(null);
    };
    const said = (message: unknown): void => {
      child.off('exit', ended);
      resolve(message);
    };
    child.once('exit', ended);
    child.once('message', said);
  });
