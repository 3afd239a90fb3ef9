import type { Timestamp } from '../../core/base/time.ts';

/** How the checks of a workspace go, for as long as a watch runs. */
export interface ProgressReport {
  readonly name: string;
  readonly everySeconds: number;
  /** Checks that were made. */
  readonly made: number;
  /** Checks that failed, for whatever reason; that a workspace does not answer is no failure of its check. */
  readonly failed: number;
  readonly lastMadeAt: Timestamp | null;
  /** null: the last check did not fail. */
  readonly failure: { readonly at: Timestamp; readonly reason: string } | null;
}

/** Counts the checks of a workspace. */
export class WorkspaceProgress {
  readonly #workspace: Pick<ProgressReport, 'name' | 'everySeconds'>;
  #made = 0;
  #failed = 0;
  #unmade = 0;
  #lastMadeAt: Timestamp | null = null;
  #failure: ProgressReport['failure'] = null;
  #wasHealthy: boolean | null = null;

  constructor({ name, everySeconds }: Pick<ProgressReport, 'name' | 'everySeconds'>) {
    this.#workspace = { name, everySeconds };
  }

  made(at: Timestamp, wasHealthy: boolean): void {
    this.#made += 1;
    this.#lastMadeAt = at;
    this.#failure = null;
    this.#wasHealthy = wasHealthy;
  }

  failed(at: Timestamp, reason: string): void {
    this.#failed += 1;
    this.#failure = { at, reason };
    this.#wasHealthy = false;
  }

  /** The store holds a check of that time already. */
  unmade(): void {
    this.#unmade += 1;
    this.#wasHealthy = false;
  }

  get attempts(): number {
    return this.#made + this.#failed + this.#unmade;
  }

  /** Whether the last check found all well; null where none has ended. */
  get wasHealthy(): boolean | null {
    return this.#wasHealthy;
  }

  get report(): ProgressReport {
    return {
      ...this.#workspace,
      made: this.#made,
      failed: this.#failed,
      lastMadeAt: this.#lastMadeAt,
      failure: this.#failure,
    };
  }
}
