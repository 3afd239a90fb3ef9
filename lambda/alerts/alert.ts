import type { Change } from '../health/incident.ts';
import type { Severity } from '../health/rules.ts';
import type { Timestamp } from '../time.ts';

/** How the cluster stands at the check, for the alert's reader. */
export interface ClusterFacts {
  /** Instances in the answer, or in the last one while the workspace cannot be seen. */
  readonly listed: number;
  readonly healthy: number;
}

/** The one message of a check, holding its changes, the worst first. */
export interface Alert {
  /** `workspace/takenAt`: the same however often it is delivered. */
  readonly id: string;
  readonly workspace: string;
  readonly takenAt: Timestamp;
  /** The worst severity of its changes; an end counts as its incident did, so that it reaches the same readers. */
  readonly severity: Severity;
  readonly changes: readonly Change[];
  readonly cluster: ClusterFacts;
}

export const alertId = (workspace: string, takenAt: Timestamp): string => `${workspace}/${takenAt}`;
