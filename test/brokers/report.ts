/** What the run has shown so far, a line each as it happens. */
export class Report {
  readonly #startedAt = performance.now();
  #passed = 0;
  #failed = 0;
  #skipped = 0;
  readonly #reported = new Set<unknown>();

  note(text: string): void {
    this.#line('    ', text);
  }

  /** One thing that is shown. What it throws counts as a failure and ends the situation it is part of. */
  async step<Result>(shows: string, run: () => Promise<Result> | Result): Promise<Result> {
    try {
      const result = await run();
      this.#passed += 1;
      this.#line('ok  ', shows);
      return result;
    } catch (error) {
      this.fail(shows, error);
      throw error;
    }
  }

  /** What failed; once only, where it has been reported by the step it failed in. */
  fail(shows: string, error: unknown): void {
    if (this.#reported.has(error)) return;
    this.#reported.add(error);
    this.#failed += 1;
    this.#line('NOT ', `${shows}: ${error instanceof Error ? error.message : String(error)}`);
  }

  skip(what: string, why: string): void {
    this.#skipped += 1;
    this.#line('SKIP', `${what}: ${why}`);
  }

  /** The last line. Resolves to whether all is well; an end before the end, such as an interruption, is not. */
  finish(isComplete: boolean): boolean {
    const failed = isComplete ? this.#failed : Math.max(1, this.#failed);
    process.stdout.write(`\n${this.#passed} passed, ${failed} failed, ${this.#skipped} skipped\n`);
    return failed === 0;
  }

  get seconds(): number {
    return (performance.now() - this.#startedAt) / 1000;
  }

  #line(mark: string, text: string): void {
    process.stdout.write(`${this.seconds.toFixed(1).padStart(7)} s  ${mark}  ${text}\n`);
  }
}
