import type { Timestamp } from '../base/time.ts';
import { countInstances } from '../cluster/counts.ts';
import { type KnownInstance, type Status, statuses } from '../cluster/known-instance.ts';
import type { HealthState } from '../incidents/health-state.ts';
import type { ClusterFacts } from './alert.ts';
import { nameOf, namesOf } from '../cluster/instance-name.ts';

/** They are stored with each alert, and read in a mail. */
const maxInstances = 20;

/** What an alert says of the cluster as a whole. @param seenAt the check that saw it so */
export const clusterFacts = (state: Pick<HealthState, 'instances'>, seenAt: Timestamp | null): ClusterFacts => {
  const remaining = state.instances.filter(({ status }) => status !== 'replaced');
  const names = namesOf(remaining);
  const present = remaining
    .map((instance) => ({ ...instance, called: names.get(instance.id) ?? nameOf(instance) }))
    .sort(bySeverity());
  return {
    seenAt,
    ...countInstances(state.instances),
    instances: present.slice(0, maxInstances).map((instance) => ({
      name: instance.called,
      status: instance.status,
      heartbeatAgeSeconds: instance.heartbeatAgeSeconds === null ? null : Math.round(instance.heartbeatAgeSeconds),
      heartbeatAt: instance.heartbeatAt,
      startedAt: instance.startedAt,
    })),
    omittedInstances: Math.max(0, present.length - maxInstances),
  };
};

interface Present extends KnownInstance {
  /** As people call it. */
  readonly called: string;
}

/** The collator is made once a sort: to compare two texts by a language anew takes as long as many comparisons. */
const bySeverity = (): ((a: Present, b: Present) => number) => {
  const names = new Intl.Collator('en', { numeric: true });
  return (a, b) => severityRank(b.status) - severityRank(a.status) || names.compare(a.called, b.called);
};

const severityRank = (status: Status): number => statuses.indexOf(status);
