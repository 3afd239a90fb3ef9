/**
 * How much faster time runs here than in a real cluster. Everything with a period of minutes or seconds is scaled:
 * heartbeats, their expiry and its sweep, Moleculer's gossip and timeouts, checks. What the network takes is not.
 */
export const speed = 10;

/** A clock that all processes of a run share: it starts at the real time, and runs `speed` times as fast. */
export class FastClock {
  /** In real milliseconds since 1970. */
  readonly startedAt: number;

  constructor(startedAt: number) {
    this.startedAt = startedAt;
  }

  /** Milliseconds since 1970, by this clock. */
  now(): number {
    return this.startedAt + (Date.now() - this.startedAt) * speed;
  }

  timestamp(): string {
    return new Date(this.now()).toISOString();
  }
}

/** How many real milliseconds so many seconds of the fast clock take. */
export const realMilliseconds = (seconds: number): number => (seconds * 1000) / speed;
