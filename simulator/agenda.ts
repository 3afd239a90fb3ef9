interface Appointment {
  readonly at: number;
  readonly keep: () => void;
}

/** What is to happen at later times, in milliseconds since 1970. */
export class Agenda {
  /** In the order of their times. */
  readonly #appointments: Appointment[] = [];

  /** Appointments of the same time are kept in the order in which they were made. */
  add(at: number, keep: () => void): void {
    const before = this.#appointments.findLastIndex((appointment) => appointment.at <= at);
    this.#appointments.splice(before + 1, 0, { at, keep });
  }

  /** Takes out the next appointment up to that time; undefined where there is none. */
  takeDue(until: number): (() => void) | undefined {
    const next = this.#appointments[0];
    if (next === undefined || next.at > until) return undefined;
    this.#appointments.shift();
    return next.keep;
  }
}
