import type { Hang, SimulatedProcess } from './process.ts';

/** The processes on one side of a cut; null: every process. */
type Side = ReadonlySet<string> | null;

interface NetworkEvent {
  readonly sides: readonly [Side, Side];
  /** Null: it cuts the two sides off from each other. */
  readonly healedAt: number | null;
}

const sideOf = (ids: readonly string[] | null): Side => (ids === null ? null : new Set(ids));

const holds = (side: Side, id: string): boolean => side === null || side.has(id);

const liesBetween = ({ sides: [left, right] }: NetworkEvent, a: string, b: string): boolean =>
  (holds(left, a) && holds(right, b)) || (holds(left, b) && holds(right, a));

const byStart = (a: Hang, b: Hang): number => a.from - b.from;

/**
 * Who is connected to whom: two living processes, some seconds after both could first talk. With the TCP transport
 * a connection outlives the hanging of either end, but none is made to a hung process.
 */
export class Connections {
  readonly #connectMilliseconds: number;
  #events: readonly NetworkEvent[] = [];

  constructor(connectMilliseconds: number) {
    this.#connectMilliseconds = connectMilliseconds;
  }

  cut(a: readonly string[], b: readonly string[]): void {
    this.#events = [...this.#events, { sides: [sideOf(a), sideOf(b)], healedAt: null }];
  }

  /** Null for a side: every process. */
  heal(a: readonly string[] | null, b: readonly string[] | null, at: number): void {
    this.#events = [...this.#events, { sides: [sideOf(a), sideOf(b)], healedAt: at }];
  }

  areConnected(a: SimulatedProcess, b: SimulatedProcess, at: number): boolean {
    if (a.state(at) === 'dead' || b.state(at) === 'dead') return false;
    if (a.brokerUpSince === null || b.brokerUpSince === null) return false;
    const openSince = this.#openSince(a.id, b.id);
    if (openSince === null) return false;
    return this.#connectedFrom(Math.max(a.brokerUpSince, b.brokerUpSince, openSince), [...a.hangs, ...b.hangs]) <= at;
  }

  /** Since when the network has let the two reach each other; null while it does not. */
  #openSince(a: string, b: string): number | null {
    let openSince: number | null = -Infinity;
    for (const event of this.#events) {
      if (!liesBetween(event, a, b)) continue;
      openSince = event.healedAt === null ? null : (openSince ?? event.healedAt);
    }
    return openSince;
  }

  /** When the connection stands, if the attempt begins at that time and starts over after each hang that falls into it. */
  #connectedFrom(attemptFrom: number, hangs: readonly Hang[]): number {
    return (
      hangs.toSorted(byStart).reduce((from, hang) => {
        const fallsIntoAttempt = hang.from < from + this.#connectMilliseconds && (hang.to ?? Infinity) > from;
        return fallsIntoAttempt ? (hang.to ?? Infinity) : from;
      }, attemptFrom) + this.#connectMilliseconds
    );
  }
}
