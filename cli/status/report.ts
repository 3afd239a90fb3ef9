import type { SubscriptionState } from '../../adapters/sns/recipients.ts';
import type { Outcome } from '../../core/observation/observation.ts';
import type { Timestamp } from '../../core/base/time.ts';

/** Whether the access token of a workspace is good, as far as is known. */
export type TokenState = 'accepted' | 'rejected' | 'unknown';

export interface LastCheck {
  readonly takenAt: Timestamp;
  readonly outcome: Outcome;
  readonly listed: number;
  readonly healthy: number;
  /** Alerts that could not be published yet. */
  readonly waitingAlerts: number;
}

export interface WorkspaceStatus {
  readonly name: string;
  /** null: no schedule says it. */
  readonly everySeconds: number | null;
  readonly schedule: 'enabled' | 'disabled' | 'missing';
  /** null: there is none. */
  readonly lastCheck: LastCheck | null;
  readonly token: TokenState;
}

export interface RaisedAlarm {
  readonly name: string;
  readonly since: Timestamp | null;
  /** What it says: fact, first step, where there is more. */
  readonly description: string;
}

export interface QueueStatus {
  readonly name: string;
  readonly messages: number;
}

export interface RecipientStatus {
  readonly topic: string;
  readonly name: string;
  readonly protocol: string;
  readonly state: SubscriptionState;
  /** Since when it is pending, where that is known. */
  readonly since: Timestamp | null;
  /** What to do where it is not confirmed; null where it is. */
  readonly advice: string | null;
}

/** Whether the alerter is watching, and whether it would reach anybody. What is null could not be found out. */
export interface StatusReport {
  readonly stack: string;
  readonly region: string;
  /** As CloudFormation has it. */
  readonly stackStatus: string;
  readonly at: Timestamp;
  readonly workspaces: readonly WorkspaceStatus[] | null;
  readonly alarms: { readonly count: number; readonly raised: readonly RaisedAlarm[] } | null;
  readonly queues: readonly QueueStatus[] | null;
  readonly recipients: readonly RecipientStatus[] | null;
  /** What has to be put right, one line each. */
  readonly problems: readonly string[];
  /** What could not be found out, and why, one line each. */
  readonly unknown: readonly string[];
}
