/** How long an observation may take, and how much it may read. */
export interface Limits {
  /** One call in all: connection, headers, body, and the redirects it follows. */
  readonly callMilliseconds: number;
  /** All calls and the waits between them. */
  readonly observationMilliseconds: number;
  readonly retries: number;
  /** The longest back-off before the first retry; it doubles with each. */
  readonly backoffMilliseconds: number;
  readonly redirects: number;
  /** The largest body, decompressed. */
  readonly bodyBytes: number;
}

export const defaultLimits: Limits = {
  callMilliseconds: 10_000,
  // A second below the promised 25 s, for reading a large answer and for timers that run late.
  observationMilliseconds: 24_000,
  retries: 2,
  backoffMilliseconds: 1_000,
  redirects: 3,
  bodyBytes: 5 * 1024 * 1024,
};
