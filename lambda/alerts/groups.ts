import type { Change, IncidentKind } from '../health/incident.ts';
import type { Severity } from '../health/rules.ts';
import type { Alert } from './alert.ts';

/** The changes of an alert that say the same of different subjects. */
export interface Group {
  readonly change: Change['change'];
  readonly kind: IncidentKind;
  readonly severity: Severity;
  readonly changes: readonly [Change, ...Change[]];
}

/** The groups of an alert, in the order of its changes: the worst first. */
export const groupsOf = ({ changes }: Alert): readonly Group[] => {
  const groups = new Map<string, [Change, ...Change[]]>();
  for (const change of changes) {
    const name = `${change.change} ${change.incident.kind}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [change]);
    else group.push(change);
  }
  return [...groups.values()].map((alike) => ({
    change: alike[0].change,
    kind: alike[0].incident.kind,
    severity: alike[0].incident.severity,
    changes: alike,
  }));
};
