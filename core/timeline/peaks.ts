import { plusSeconds, secondsBetween, type Timestamp } from '../base/time.ts';

/** The highest value in a part of the time. */
export interface Peak {
  readonly from: Timestamp;
  readonly to: Timestamp;
  readonly value: number;
}

/** As many as a lane has room for. */
const maxPeaks = 160;
const minSeconds = 60;

/** The highest of any number of values in each of a fixed number of parts of the time. */
export class Peaks {
  readonly #since: Timestamp;
  readonly #partSeconds: number;
  readonly #highest = new Map<number, number>();

  constructor(since: Timestamp, wholeSeconds: number) {
    this.#since = since;
    this.#partSeconds = Math.max(minSeconds, Math.ceil(wholeSeconds / maxPeaks));
  }

  add(at: Timestamp, value: number): void {
    this.#raise(Math.floor(secondsBetween(this.#since, at) / this.#partSeconds), value);
  }

  /** Takes over what others found, which looked at the same time. */
  addAll(others: Peaks): void {
    for (const [part, value] of others.#highest) this.#raise(part, value);
  }

  get all(): readonly Peak[] {
    return [...this.#highest]
      .sort(([a], [b]) => a - b)
      .map(([part, value]) => ({
        from: plusSeconds(this.#since, part * this.#partSeconds),
        to: plusSeconds(this.#since, (part + 1) * this.#partSeconds),
        value,
      }));
  }

  #raise(part: number, value: number): void {
    this.#highest.set(part, Math.max(value, this.#highest.get(part) ?? 0));
  }
}
