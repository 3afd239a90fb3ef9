import { type Timestamp, toTimestamp } from '../../core/base/time.ts';

interface Event {
  readonly at: number;
  readonly act: () => Promise<void> | void;
}

/** Virtual time, in which one thing happens after another, each to its end. */
export class Timeline {
  #now: number;
  readonly #events: Event[] = [];

  constructor(start: Timestamp) {
    this.#now = Date.parse(start);
  }

  get now(): Timestamp {
    return toTimestamp(new Date(this.#now));
  }

  /** Has something happen so many seconds from now; of two at the same time, the one asked for first. */
  in(seconds: number, act: Event['act']): void {
    const at = this.#now + seconds * 1000;
    const later = this.#events.findIndex((event) => event.at > at);
    this.#events.splice(later === -1 ? this.#events.length : later, 0, { at, act });
  }

  /** Until nothing is left to happen. */
  async run(): Promise<void> {
    for (let event = this.#events.shift(); event !== undefined; event = this.#events.shift()) {
      this.#now = event.at;
      await event.act();
    }
  }
}
