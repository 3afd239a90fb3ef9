import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import * as v from 'valibot';
import { checkMemoryMebibytes } from '../../lib/check-function.ts';
import { handlerEnvironment } from '../../lib/handler-bundle.ts';
import type { Bundle, Bundles } from './bundles.ts';
import type { Taken } from './child.ts';

const takenSchema = v.object({
  milliseconds: v.number(),
  cpuMilliseconds: v.number(),
  maxMebibytes: v.number(),
}) satisfies v.GenericSchema<unknown, Taken>;

/** How Lambda has Node share out a function's memory: a tenth for what is young, the rest for what has grown old. */
export function heapOf(mebibytes: number): string[] {
  const young = Math.floor(mebibytes / 10);
  return [`--max-semi-space-size=${Math.floor(young / 2)}`, `--max-old-space-size=${mebibytes - young}`];
}

/** A bundle in a process of its own, with the environment that the stack gives it and the memory that Lambda does. */
export class Runner {
  readonly #child: ChildProcess;
  /** What loading the bundle took. */
  readonly loaded: Promise<Taken>;

  constructor(
    { child }: Pick<Bundles, 'child'>,
    bundle: Pick<Bundle, 'file'>,
    environment: Readonly<Record<string, string>>,
    mebibytes: number = checkMemoryMebibytes,
  ) {
    this.#child = fork(child, [bundle.file], {
      env: { PATH: process.env['PATH'], ...handlerEnvironment, ...environment },
      execArgv: heapOf(mebibytes),
      // What it logs is of no interest, what it fails of is.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.loaded = this.#next();
  }

  run(event: object): Promise<Taken> {
    const taken = this.#next();
    this.#child.send(event);
    return taken;
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill();
    await gone;
  }

  #next(): Promise<Taken> {
    return new Promise((resolve, reject) => {
      const failed = (): void => {
        reject(new Error('the process of a bundle has failed'));
      };
      this.#child.once('exit', failed);
      this.#child.once('message', (message) => {
        this.#child.off('exit', failed);
        resolve(v.parse(takenSchema, message));
      });
    });
  }
}
