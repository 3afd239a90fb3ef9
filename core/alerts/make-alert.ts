import { type Change, incidentKinds } from '../incidents/incident.ts';
import { severities, type Severity } from '../rules/rules.ts';
import type { Timestamp } from '../time.ts';
import { type Alert, alertId, type ClusterFacts } from './alert.ts';

interface Told {
  readonly workspace: string;
  readonly takenAt: Timestamp;
  readonly changes: readonly Change[];
  readonly cluster: ClusterFacts;
}

/** The message of a check: its changes, the worst first; null where there is nothing to tell. */
export const makeAlert = ({ workspace, takenAt, changes, cluster }: Told): Alert | null =>
  changes.length === 0
    ? null
    : {
        id: alertId(workspace, takenAt),
        workspace,
        takenAt,
        severity: worstSeverity(changes),
        changes: [...changes].sort(byWeight),
        cluster,
      };

const worstSeverity = (changes: readonly Change[]): Severity =>
  severities.findLast((severity) => changes.some(({ incident }) => incident.severity === severity)) ?? severities[0];

/** What is wrong before what is over, the severe before the mild, causes before symptoms, news before reminders. */
const byWeight = (a: Change, b: Change): number =>
  Number(a.change === 'resolved') - Number(b.change === 'resolved') ||
  severities.indexOf(b.incident.severity) - severities.indexOf(a.incident.severity) ||
  incidentKinds.indexOf(a.incident.kind) - incidentKinds.indexOf(b.incident.kind) ||
  Number(a.change === 'reminder') - Number(b.change === 'reminder');
