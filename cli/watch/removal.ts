import { type Clock, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { reasonOf } from '../base/reason-of.ts';
import type { LocalStore } from '../store/local-store.ts';
import { removeExpired } from '../store/remove-expired.ts';

interface RemovalOptions {
  readonly store: LocalStore;
  readonly clock: Clock;
  readonly interruption: AbortSignal;
  readonly onNote: (note: string) => void;
}

const everySeconds = 3_600;

/** Deletes what has expired from the store of a watch, once an hour. */
export class HourlyRemoval {
  readonly #options: RemovalOptions;
  #startedAt: Timestamp | null = null;
  #underWay: Promise<void> = Promise.resolve();
  #noted = '';

  constructor(options: RemovalOptions) {
    this.#options = options;
  }

  /** Starts it where it is due, and does not wait for it. */
  startIfDue(): void {
    const now = this.#options.clock.now();
    if (this.#startedAt !== null && secondsBetween(this.#startedAt, now) < everySeconds) return;
    this.#startedAt = now;
    this.#underWay = this.#underWay.then(() => this.#remove(now));
  }

  /** Resolves once none is under way. */
  ended(): Promise<void> {
    return this.#underWay;
  }

  async #remove(now: Timestamp): Promise<void> {
    const { store, interruption, onNote } = this.#options;
    try {
      await removeExpired({ ...store, now, interruption });
      this.#noted = '';
    } catch (error) {
      const reason = reasonOf(error);
      if (reason !== this.#noted) onNote(`old items were not removed; that is tried again in an hour. ${reason}`);
      this.#noted = reason;
    }
  }
}
