import type { RetryLimits } from './retry.ts';

/** How long an alert is handed on to a server that takes it. */
export interface DeliveryLimits extends RetryLimits {
  /** The largest answer that is read. */
  readonly bodyBytes: number;
}

/** All attempts, waits and requests of an alert; twice that where the secret is read anew. */
export const defaultDeliveryLimits: DeliveryLimits = {
  callMilliseconds: 8_000,
  inAllMilliseconds: 24_000,
  retries: 3,
  backoffMilliseconds: 1_000,
  bodyBytes: 64 * 1024,
};
