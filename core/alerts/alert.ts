import type { Timestamp } from '../base/time.ts';
import type { Status } from '../cluster/known-instance.ts';
import type { Change } from '../incidents/incident.ts';
import { rankOf } from '../rules/registry.ts';
import { severities, type Severity } from '../settings/values.ts';

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

/**
 * `workspace/takenAt`: the same however often the alert is delivered. Behind it, `/after-900`: the message for those who
 * get incidents only after 900 seconds. No other text passes for one.
 */
export type AlertId = `${string}/${string}`;

/** The one message of a check, holding its changes, the worst first. */
export interface Alert {
  readonly id: AlertId;
  readonly workspace: string;
  readonly takenAt: Timestamp;
  /** The worst severity of its changes; an end counts as its incident did, so that it reaches the same recipients. */
  readonly severity: Severity;
  readonly changes: readonly Change[];
  readonly cluster: ClusterFacts;
  /** There where somebody sends it to try the way it takes. */
  readonly isTest?: true;
  /** There where it is the message for those who get incidents only after so many seconds. */
  readonly afterSeconds?: number;
}

export const alertId = (workspace: string, takenAt: Timestamp): AlertId => `${workspace}/${takenAt}`;

/** The message of a check with changes: the worst first. */
export const makeAlert = (alert: Pick<Alert, 'workspace' | 'takenAt' | 'changes' | 'cluster'>): Alert => ({
  ...alert,
  id: alertId(alert.workspace, alert.takenAt),
  severity: worstSeverity(alert.changes),
  changes: [...alert.changes].sort(byWeight),
});

/**
 * The messages of which an alert consists: that for those who get incidents at once, and one for each time after which
 * others do. They follow from the alert alone, so that they are the same however often it is delivered.
 */
export function messagesOf(alert: Alert): readonly Alert[] {
  const steps = [...new Set(alert.changes.flatMap(({ after = [] }) => after))].sort((a, b) => a - b);
  if (steps.length === 0) return [alert];
  const atOnce = alert.changes.filter(({ isOnlyAfter }) => isOnlyAfter === undefined);
  return [
    ...(atOnce.length === 0 ? [] : [{ ...alert, severity: worstSeverity(atOnce), changes: atOnce }]),
    ...steps.map((afterSeconds) => {
      const changes = alert.changes.filter(({ after = [] }) => after.includes(afterSeconds));
      const id: AlertId = `${alert.id}/after-${afterSeconds}`;
      return { ...alert, id, afterSeconds, severity: worstSeverity(changes), changes };
    }),
  ];
}

const worstSeverity = (changes: readonly Change[]): Severity =>
  severities.findLast((severity) => changes.some(({ incident }) => incident.severity === severity)) ?? severities[0];

/** What is wrong before what is over, the severe before the mild, causes before symptoms, news before reminders. */
const byWeight = (a: Change, b: Change): number =>
  Number(a.change === 'resolved') - Number(b.change === 'resolved') ||
  severities.indexOf(b.incident.severity) - severities.indexOf(a.incident.severity) ||
  rankOf(a.incident) - rankOf(b.incident) ||
  Number(a.change === 'reminder') - Number(b.change === 'reminder');
