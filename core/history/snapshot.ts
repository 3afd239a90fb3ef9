import type { Alert } from '../alerts/alert.ts';
import type { Silence } from '../incidents/silence.ts';
import type { HealthState } from '../incidents/health-state.ts';
import type { Timestamp } from '../base/time.ts';
import type { Failure } from '../observation/failure.ts';
import type { Instance } from '../observation/instance.ts';
import type { Outcome } from '../observation/observation.ts';

/**
 * What a snapshot goes without, step by step, when even compressed it does not fit into an item (from some 3,500
 * instances on): each step comes on top of those before it, and the alert is kept to the last.
 * - `descriptions`: memory, version and client connections of instances, also in the alert; series of memory
 * - `instances`: those that matter least; an alert says that there are too many
 * - `changes`: all but the worst changes of the alert
 * - `incidents`: those that are pending, and in the end open ones
 * - `state`: all instances and incidents, in what an earlier version wrote
 */
export const omissions = ['descriptions', 'instances', 'changes', 'incidents', 'state'] as const;
export type Omission = (typeof omissions)[number];

/** Whether a snapshot holds less than the check knew, so that it cannot be judged anew. */
export const isPartial = ({ omitted }: Pick<Snapshot, 'omitted'>): boolean =>
  omitted.some((one) => one !== 'descriptions' && one !== 'changes');

/** The stored record of one check. */
export interface Snapshot {
  readonly workspace: string;
  /** The scheduled time of the check. */
  readonly takenAt: Timestamp;
  /** When the answer came, or the last try failed. */
  readonly observedAt: Timestamp;
  readonly outcome: Outcome;
  /** The failure, where the workspace could not be seen. */
  readonly failure: Failure | null;
  readonly observer: string | null;
  readonly serverDate: Timestamp | null;
  /** What a process without its broker answered before another one did; null where none did. */
  readonly degraded: string | null;
  /** Until when the TLS certificate of the connection is valid; absent where none was seen. */
  readonly certificateUntil?: Timestamp;
  /** How long the whole observation took, retries included. */
  readonly latencyMilliseconds: number;
  readonly health: HealthState;
  /**
   * What the answer listed although `health` leaves it out: losses that this check accepted. With `health`, whatever
   * the check saw can be made of it, and judged anew.
   */
  readonly forgotten: readonly Instance[];
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
  /** What there was no room for when it was kept. */
  readonly omitted: readonly Omission[];
}

/** An alert of the history, and when it was handed to SNS; null where that is not known. */
export interface StoredAlert {
  readonly alert: Alert;
  readonly deliveredAt: Timestamp | null;
}
