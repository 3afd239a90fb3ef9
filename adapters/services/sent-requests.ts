const maxAlerts = 100;

/** Which requests of an alert were accepted, for as long as this process lives. */
export class SentRequests {
  readonly #sent = new Map<string, Set<number>>();

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
}
