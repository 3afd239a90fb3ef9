import type { Timestamp } from '../../core/base/time.ts';
import type { Severity } from '../../core/settings/values.ts';

/** An incident that is open, as the console shows it. */
export interface OpenIncident {
  readonly id: string;
  readonly kind: string;
  readonly severity: Severity;
  readonly since: Timestamp;
  /** Whether it is a permanent state, which is notified once. */
  readonly isNotice: boolean;
  readonly summary: string;
  /** Who takes care of it; null: nobody has said so. */
  readonly acknowledged: { readonly by: string; readonly at: Timestamp; readonly note: string } | null;
}

/** How a workspace stands by its last check. */
export interface WorkspaceStatus {
  readonly workspace: string;
  readonly takenAt: Timestamp;
  readonly outcome: string;
  /** How many of its instances are healthy. */
  readonly healthy: number;
  /** Those that are there, and those that should be. */
  readonly instances: ReadonlyArray<{ readonly name: string; readonly status: string }>;
  readonly open: readonly OpenIncident[];
  /** Incidents that are not open yet. */
  readonly pending: number;
  /** How many silences and maintenance windows are in force. */
  readonly silences: number;
}
