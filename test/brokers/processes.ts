import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const cacheDirectory = join(import.meta.dirname, '../../.cache');

/** The processes that this run has started, none of which outlives it. */
export class Processes {
  readonly #running = new Set<ChildProcess>();
  readonly #programs: string;

  private constructor(programs: string) {
    this.#programs = programs;
  }

  /** Compiles the programs once: two dozen processes that each compiled their own would keep a machine busy. */
  static async prepare(): Promise<Processes> {
    mkdirSync(cacheDirectory, { recursive: true });
    const programs = mkdtempSync(join(cacheDirectory, 'brokers-'));
    await build({
      entryPoints: ['store/main.ts', 'server/main.ts'].map((path) => join(import.meta.dirname, path)),
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
    const path = join(this.#programs, program, 'main.mjs');
    return this.#remember(fork(path, [argument], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
  }

  spawn(program: string, args: readonly string[]): ChildProcess {
    return this.#remember(spawn(program, args, { stdio: 'ignore' }));
  }

  /** Ends everything at once, also what is stopped, and removes the programs. */
  endAll(): void {
    for (const child of this.#running) child.kill('SIGKILL');
    rmSync(this.#programs, { recursive: true, force: true });
  }

  #remember(child: ChildProcess): ChildProcess {
    this.#running.add(child);
    // Also where it could not be started, which is then found by whoever waits for it.
    child.once('error', () => this.#running.delete(child));
    child.once('exit', () => this.#running.delete(child));
    return child;
  }
}
