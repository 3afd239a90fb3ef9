import { type Clock, type Timestamp, toTimestamp } from '../core/base/time.ts';

/** A clock that stands still until it is moved; waiting on it moves it and takes no time. */
export class VirtualClock implements Clock {
  #now: number;

  constructor(start: Timestamp = '2026-11-21T19:00:00.000Z') {
    this.#now = Date.parse(start);
  }

  now(): Timestamp {
    return toTimestamp(new Date(this.#now));
  }

  /** Moves the time on, to the millisecond, and returns the new one. */
  advance(seconds: number): Timestamp {
    if (!(seconds >= 0)) throw new RangeError(`Time only moves forward: cannot advance by ${seconds} s.`);
    this.#now += Math.round(seconds * 1000);
    return this.now();
  }

  sleep(milliseconds: number): Promise<void> {
    this.advance(milliseconds / 1000);
    return Promise.resolve();
  }
}
