import type { Alert } from '../alerts/alert.ts';
import type { Silence } from '../health/silence.ts';
import type { HealthState } from '../health/state.ts';
import type { Timestamp } from '../time.ts';
import type { Failure } from '../workspace/failure.ts';
import type { Outcome } from '../workspace/observation.ts';

/** The stored record of one check. */
export interface Snapshot {
  readonly workspace: string;
  /** The scheduled time of the check. */
  readonly takenAt: Timestamp;
  readonly outcome: Outcome;
  /** The failure, where the workspace could not be seen. */
  readonly failure: Failure | null;
  readonly observer: string | null;
  readonly serverDate: Timestamp | null;
  /** How long the whole observation took, retries included. */
  readonly latencyMilliseconds: number;
  readonly health: HealthState;
  /** The silences and maintenance windows that were in force, whether or not they held anything back. */
  readonly silences: readonly Silence[];
  /** What this check has to tell; null when nothing changed. */
  readonly alert: Alert | null;
  /** When its alert had been handed to SNS; null until then, and where it has none. */
  readonly deliveredAt: Timestamp | null;
  /**
   * The checks whose alerts are not yet known to be delivered, this one's included, oldest first. Each alert
   * itself stands in the snapshot of its check, so that an outage of SNS does not make snapshots grow.
   */
  readonly outbox: readonly Timestamp[];
}
