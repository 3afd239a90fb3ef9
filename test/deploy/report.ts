/** What the test has shown so far, printed as it happens. */
export class Report {
  readonly #startedAt = performance.now();
  #passed = 0;
  #failed = 0;

  /** Something that is under way and may take a while. */
  note(text: string): void {
    process.stdout.write(`${this.#elapsed()}      ${text}\n`);
  }

  /** One step of the test, named by what it shows. What it throws is printed, and ends the test. */
  async step<Result>(shows: string, run: () => Promise<Result> | Result): Promise<Result> {
    try {
      const result = await run();
      this.#passed += 1;
      process.stdout.write(`${this.#elapsed()}  ok  ${shows}\n`);
      return result;
    } catch (error) {
      this.#failed += 1;
      process.stdout.write(`${this.#elapsed()}  NOT ${shows}\n`);
      throw error;
    }
  }

  /** The last line. An end before the first failure, such as an interruption, is a failure of its own. */
  finish(completed: boolean): void {
    const failed = completed ? this.#failed : Math.max(1, this.#failed);
    process.stdout.write(`\n${this.#passed} passed, ${failed} failed\n`);
  }

  #elapsed(): string {
    return `${((performance.now() - this.#startedAt) / 1000).toFixed(1)} s`.padStart(8);
  }
}
