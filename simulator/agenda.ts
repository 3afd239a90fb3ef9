interface Appointment {
  readonly at: number;
  readonly keep: () => void;
}

/** What is to happen at later times, in milliseconds since 1970. */
export class Agenda {
  #appointments: readonly Appointment[] = [];

  /** Appointments of the same time are kept in the order in which they were made. */
  add(at: number, keep: () => void): void {
    this.#appointments = [...this.#appointments, { at, keep }].toSorted((a, b) => a.at - b.at);
  }

  /** Takes out the next appointment up to that time; undefined where there is none. */
  takeDue(until: number): (() => void) | undefined {
    const [next, ...rest] = this.#appointments;
    if (next === undefined || next.at > until) return undefined;
    this.#appointments = rest;
    return next.keep;
  }
}
