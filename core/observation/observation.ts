import type { Timestamp } from '../base/time.ts';
import type { Failure, FailureKind } from './failure.ts';
import type { Instance } from './instance.ts';

/** What a successful call saw. */
export interface Sighting {
  readonly outcome: 'ok';
  /** In no particular order; ids are unique. */
  readonly instances: readonly Instance[];
  /** The id of the process that answered; null where no entry, or more than one, claims to be it. */
  readonly observer: string | null;
  /** The answer's HTTP `Date`: the server's clock, or its proxy's. */
  readonly serverDate: Timestamp | null;
  /** What a process without its broker answered before another one did; null where none did. */
  readonly degraded: string | null;
  /** Until when the TLS certificate of the connection is valid; absent without TLS, or where it is not recorded. */
  readonly certificateUntil?: Timestamp;
  /** What was odd about the answer and was passed over, one line for a person each. */
  readonly oddities: readonly string[];
}

/** What one call saw, or why it saw nothing. */
export type Observation = Sighting | Failure;

export type Outcome = 'ok' | FailureKind;
