import { plusSeconds, secondsBetween, type Timestamp } from '../time.ts';

/** What the checks of a part of the time have in common; null where none made it known. */
export interface Bucket {
  readonly from: Timestamp;
  readonly to: Timestamp;
  readonly checks: number;
  /** Those that could not see the workspace. */
  readonly failures: number;
  /** Of those that could. */
  readonly meanLatencyMilliseconds: number | null;
  readonly highestLatencyMilliseconds: number | null;
  readonly leastHealthy: number | null;
  readonly mostListed: number | null;
}

/** What a single check adds; counts are null where it could not see. */
export interface Measured {
  readonly latencyMilliseconds: number;
  readonly healthy: number | null;
  readonly listed: number | null;
}

interface Sums {
  checks: number;
  failures: number;
  latencyMilliseconds: number;
  highestLatencyMilliseconds: number;
  leastHealthy: number;
  mostListed: number;
}

/** As many as a wide screen can show apart. */
const mostBuckets = 240;

/** Measurements of any number of checks, in a fixed number of parts of the time. */
export class Buckets {
  readonly #since: Timestamp;
  readonly #bucketSeconds: number;
  readonly #sums = new Map<number, Sums>();

  /** @param leastSeconds a part is no shorter than this */
  constructor(since: Timestamp, until: Timestamp, leastSeconds = 60) {
    this.#since = since;
    this.#bucketSeconds = Math.max(leastSeconds, Math.ceil(secondsBetween(since, until) / mostBuckets));
  }

  add(at: Timestamp, { latencyMilliseconds, healthy, listed }: Measured): void {
    const index = Math.floor(secondsBetween(this.#since, at) / this.#bucketSeconds);
    const sums = this.#sums.get(index) ?? nothing();
    this.#sums.set(index, sums);
    sums.checks += 1;
    if (healthy === null || listed === null) {
      sums.failures += 1;
      return;
    }
    sums.latencyMilliseconds += latencyMilliseconds;
    sums.highestLatencyMilliseconds = Math.max(sums.highestLatencyMilliseconds, latencyMilliseconds);
    sums.leastHealthy = Math.min(sums.leastHealthy, healthy);
    sums.mostListed = Math.max(sums.mostListed, listed);
  }

  get all(): readonly Bucket[] {
    return [...this.#sums].sort(([a], [b]) => a - b).map(([index, sums]) => this.#bucket(index, sums));
  }

  #bucket(index: number, { checks, failures, ...sums }: Sums): Bucket {
    const seen = checks - failures;
    return {
      from: plusSeconds(this.#since, index * this.#bucketSeconds),
      to: plusSeconds(this.#since, (index + 1) * this.#bucketSeconds),
      checks,
      failures,
      meanLatencyMilliseconds: seen === 0 ? null : sums.latencyMilliseconds / seen,
      highestLatencyMilliseconds: seen === 0 ? null : sums.highestLatencyMilliseconds,
      leastHealthy: seen === 0 ? null : sums.leastHealthy,
      mostListed: seen === 0 ? null : sums.mostListed,
    };
  }
}

const nothing = (): Sums => ({
  checks: 0,
  failures: 0,
  latencyMilliseconds: 0,
  highestLatencyMilliseconds: 0,
  leastHealthy: Infinity,
  mostListed: 0,
});
