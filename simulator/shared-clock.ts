import { type Clock, type Timestamp, toTimestamp } from '../core/base/time.ts';

interface Waiter {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * A virtual clock that several wait for at once. It stands still while any of them is at work, and moves on to the time
 * for which the first waits once all of them wait.
 */
export class SharedClock implements Clock {
  #now: number;
  readonly #waiting: Waiter[] = [];
  readonly #end: number;
  #count: number;

  /**
   * @param count how many wait for it
   * @param end what waits for a later time waits no longer, as after an interruption
   */
  constructor(count: number, start: Timestamp, end: Timestamp) {
    this.#count = count;
    this.#now = Date.parse(start);
    this.#end = Date.parse(end);
  }

  now(): Timestamp {
    return toTimestamp(new Date(this.#now));
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        this.#count -= 1;
        reject(new Error('no longer waited for'));
      };
      const waiter = {
        at: this.#now + milliseconds,
        wake: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      if (waiter.at > this.#end || signal?.aborted === true) {
        this.#count -= 1;
        reject(new Error('not waited for'));
        this.#moveOn();
        return;
      }
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiting.push(waiter);
      this.#moveOn();
    });
  }

  #moveOn(): void {
    if (this.#waiting.length < this.#count) return;
    const [first] = this.#waiting.toSorted((a, b) => a.at - b.at);
    if (first === undefined) return;
    this.#waiting.splice(this.#waiting.indexOf(first), 1);
    this.#now = Math.max(this.#now, first.at);
    first.wake();
  }
}
