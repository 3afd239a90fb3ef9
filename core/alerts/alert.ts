import type { Change } from '../incidents/incident.ts';
import type { Severity } from '../rules/rules.ts';
import type { Status } from '../cluster/state.ts';
import type { Timestamp } from '../time.ts';

/** How the cluster stands, for the alert's reader: as the last check that saw the workspace left it. */
export interface ClusterFacts {
  /** That check; null before the first. */
  readonly seenAt: Timestamp | null;
  readonly listed: number;
  readonly healthy: number;
  /** Some of the instances, those in trouble first. */
  readonly instances: readonly ClusterInstance[];
  /** How many more there are. */
  readonly omittedInstances: number;
}

export interface ClusterInstance {
  /** As people call it. */
  readonly name: string;
  readonly status: Status;
  /** At that check; null where it cannot be known, and of what is no longer listed. */
  readonly heartbeatAgeSeconds: number | null;
  readonly heartbeatAt: Timestamp | null;
  readonly startedAt: Timestamp | null;
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
  /** There where somebody sends it to try the way it takes. */
  readonly isTest?: true;
}

export const alertId = (workspace: string, takenAt: Timestamp): string => `${workspace}/${takenAt}`;
