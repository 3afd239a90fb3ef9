import type { InstanceFacts } from '../health/incident.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What a snapshot goes without, step by step, when even compressed it does not fit into an item (from some 7,000
 * instances on): each step comes on top of those before it, and the alert is kept to the last.
 * - `descriptions`: memory, version and client connections of instances, also in the alert
 * - `state`: all instances and incidents; the next check starts as if it were the first
 * - `changes`: all but the worst changes of the alert
 */
export const omissions = ['descriptions', 'state', 'changes'] as const;
export type Omission = (typeof omissions)[number];

interface Lean {
  readonly snapshot: Snapshot;
  readonly omitted: readonly Omission[];
}

/** The snapshot itself, then with less and less, down to an alert with a single change. */
export function* leaner(full: Snapshot): Generator<Lean> {
  let snapshot = full;
  const omitted: Omission[] = [];
  yield { snapshot, omitted: [] };
  for (const omission of omissions) {
    omitted.push(omission);
    do {
      snapshot = without[omission](snapshot);
      yield { snapshot, omitted: [...omitted] };
    } while (omission === 'changes' && (snapshot.alert?.changes.length ?? 0) > 1);
  }
}

const undescribed = { nodeVersion: null, totalMemoryBytes: null, freeMemoryBytes: null } as const;
const withoutDescription = <Facts extends InstanceFacts>(facts: Facts): Facts => ({ ...facts, ...undescribed });

const without: Readonly<Record<Omission, (snapshot: Snapshot) => Snapshot>> = {
  descriptions: ({ health, alert, ...rest }) => ({
    ...rest,
    health: {
      ...health,
      instances: health.instances.map((instance) => ({
        ...withoutDescription(instance),
        tcpPort: null,
        clientConnections: null,
      })),
    },
    alert: alert && {
      ...alert,
      changes: alert.changes.map((change) => ({
        ...change,
        replacedBy: change.replacedBy && withoutDescription(change.replacedBy),
        instances: change.instances.map(withoutDescription),
      })),
    },
  }),
  state: (snapshot) => ({
    ...snapshot,
    health: { instances: [], incidents: [], brokenConnections: [], seenAt: null, emptySince: null },
  }),
  changes: ({ alert, ...rest }) => ({
    ...rest,
    alert: alert && { ...alert, changes: alert.changes.slice(0, Math.ceil(alert.changes.length / 2)) },
  }),
};
