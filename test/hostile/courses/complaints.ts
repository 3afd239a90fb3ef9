/** What went wrong in a course: each kind once, with where it was first and where it was worst. */
export class Complaints {
  readonly #kinds = new Map<string, { times: number; readonly first: string; worst: string; amount: number }>();

  /** @param amount by how much; of several, the largest is reported */
  add(kind: string, where: string, amount = 0): void {
    const known = this.#kinds.get(kind);
    if (known === undefined) this.#kinds.set(kind, { times: 1, first: where, worst: where, amount });
    else {
      known.times += 1;
      if (amount > known.amount) Object.assign(known, { worst: where, amount });
    }
  }

  /** A complaint where the amount is above the limit. */
  limit(what: string, where: string, amount: number, max: number): void {
    if (amount <= max) return;
    this.add(
      `${what} above ${max.toLocaleString('en')}`,
      `${where}: ${Math.round(amount).toLocaleString('en')}`,
      amount,
    );
  }

  get lines(): readonly string[] {
    return [...this.#kinds].map(([kind, { times, first, worst }]) =>
      [`${kind}, ${times} ${times === 1 ? 'time' : 'times'}`, first, ...(worst === first ? [] : [worst])].join('; '),
    );
  }
}
