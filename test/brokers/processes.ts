import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Guarded } from './protocol.ts';

const cacheDirectory = join(import.meta.dirname, '../../.cache');

/** The processes that this run has started, none of which outlives it. */
export class Processes {
  readonly #running = new Set<ChildProcess>();
  readonly #programs: string;
  readonly #guard: ChildProcess;

  private constructor(programs: string) {
    this.#programs = programs;
    this.#guard = this.#forkProgram('guard', programs);
  }

  /** Compiles the programs once: two dozen processes that each compiled their own would keep a machine busy. */
  static async prepare(): Promise<Processes> {
    mkdirSync(cacheDirectory, { recursive: true });
    const programs = mkdtempSync(join(cacheDirectory, 'brokers-'));
    await build({
      entryPoints: ['store/main.ts', 'server/main.ts', 'guard/main.ts'].map((path) => join(import.meta.dirname, path)),
      outdir: programs,
      outbase: import.meta.dirname,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
    });
    return new Processes(programs);
  }

  /** Starts one of the programs, which messages can be exchanged with. */
  fork(program: 'store' | 'server', argument: string): ChildProcess {
    return this.#remember(this.#forkProgram(program, argument));
  }

  spawn(program: string, args: readonly string[]): ChildProcess {
    return this.#remember(spawn(program, args, { stdio: 'ignore' }));
  }

  /** Ends everything at once, also what is stopped. The guard follows, when this process ends, and tidies up. */
  endAll(): void {
    for (const child of this.#running) child.kill('SIGKILL');
  }

  #forkProgram(program: string, argument: string): ChildProcess {
    const path = join(this.#programs, program, 'main.mjs');
    return fork(path, [argument], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  }

  #remember(child: ChildProcess): ChildProcess {
    const { pid } = child;
    // It could not be started, which is found by what waits for it.
    if (pid === undefined) return child.once('error', () => undefined);
    this.#running.add(child);
    this.#report({ pid, isRunning: true });
    child.once('exit', () => {
      this.#running.delete(child);
      this.#report({ pid, isRunning: false });
    });
    return child;
  }

  #report(message: Guarded): void {
    if (this.#guard.connected) this.#guard.send(message);
  }
}
