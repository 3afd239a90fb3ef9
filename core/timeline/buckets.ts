import { plusSeconds, secondsBetween, type Timestamp } from '../base/time.ts';

/** What the checks of a part of the time have in common; null where none made it known. */
export interface Bucket {
  readonly from: Timestamp;
  readonly to: Timestamp;
  readonly checks: number;
  /** Those that could not see the workspace. */
  readonly failures: number;
  /** Of those that could. */
  readonly meanLatencyMilliseconds: number | null;
  readonly maxLatencyMilliseconds: number | null;
  readonly minHealthy: number | null;
  readonly maxListed: number | null;
}

/** What a single check adds; counts are null where it could not see. */
interface Measured {
  readonly latencyMilliseconds: number;
  readonly healthy: number | null;
  readonly listed: number | null;
}

interface Sums {
  checks: number;
  failures: number;
  latencyMilliseconds: number;
  maxLatencyMilliseconds: number;
  minHealthy: number;
  maxListed: number;
}

/** As many as a wide screen can show apart. */
const maxBuckets = 240;

/** Measurements of any number of checks, in a fixed number of parts of the time. */
export class Buckets {
  readonly #since: Timestamp;
  readonly #bucketSeconds: number;
  readonly #sums = new Map<number, Sums>();

  /** @param minSeconds a part is no shorter than this */
  constructor(since: Timestamp, until: Timestamp, minSeconds = 60) {
    this.#since = since;
    this.#bucketSeconds = Math.max(minSeconds, Math.ceil(secondsBetween(since, until) / maxBuckets));
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
    sums.maxLatencyMilliseconds = Math.max(sums.maxLatencyMilliseconds, latencyMilliseconds);
    sums.minHealthy = Math.min(sums.minHealthy, healthy);
    sums.maxListed = Math.max(sums.maxListed, listed);
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
      maxLatencyMilliseconds: seen === 0 ? null : sums.maxLatencyMilliseconds,
      minHealthy: seen === 0 ? null : sums.minHealthy,
      maxListed: seen === 0 ? null : sums.maxListed,
    };
  }
}

const nothing = (): Sums => ({
  checks: 0,
  failures: 0,
  latencyMilliseconds: 0,
  maxLatencyMilliseconds: 0,
  minHealthy: Infinity,
  maxListed: 0,
});
