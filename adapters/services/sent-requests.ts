import type { Timestamp } from '../../core/base/time.ts';

const maxAlerts = 100;
const maxClosed = 1_000;

/** Which requests of an alert were accepted, and what they closed, for as long as this process lives. */
export class SentRequests {
  readonly #sent = new Map<string, Set<number>>();
  /** When incidents were closed, by their keys. */
  readonly #closed = new Map<string, Timestamp>();

  has(alert: string, index: number): boolean {
    return this.#sent.get(alert)?.has(index) ?? false;
  }

  add(alert: string, index: number): void {
    const known = this.#sent.get(alert);
    if (known !== undefined) {
      known.add(index);
      return;
    }
    const [oldest] = this.#sent.keys();
    if (this.#sent.size >= maxAlerts && oldest !== undefined) this.#sent.delete(oldest);
    this.#sent.set(alert, new Set([index]));
  }

  close(key: string, at: Timestamp): void {
    if (this.#closed.size >= maxClosed) this.#closed.clear();
    this.#closed.set(key, at);
  }

  /** Whether a later alert has closed it: an opening that comes after its end would stay open for ever. */
  isClosedAfter(key: string, at: Timestamp): boolean {
    const closedAt = this.#closed.get(key);
    return closedAt !== undefined && closedAt > at;
  }
}
