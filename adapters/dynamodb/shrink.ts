import type { InstanceFacts } from '../../core/cluster/instance-facts.ts';
import type { KnownInstance } from '../../core/cluster/known-instance.ts';
import type { Instance } from '../../core/observation/instance.ts';
import { type Omission, omissions, type Snapshot } from '../../core/history/snapshot.ts';

interface Lean {
  readonly snapshot: Snapshot;
  readonly omitted: readonly Omission[];
}

/** The snapshot itself, then with less and less, down to an alert with a single change. */
export function* shrinkSteps(full: Snapshot): Generator<Lean> {
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
const undescribedInstance = { ...undescribed, tcpPort: null, clientConnections: null } as const;
const withoutDescription = <Facts extends InstanceFacts>(facts: Facts): Facts => ({ ...facts, ...undescribed });

const briefly = <Known extends Instance>(instance: Known): Known => ({ ...instance, ...undescribedInstance });

/** Growth is then told anew, from what is seen from now on. */
const withoutSeries = (instance: KnownInstance): KnownInstance => ({
  ...instance,
  ...(instance.probed && { probed: { ...instance.probed, resident: null, heap: null } }),
});

const without: Readonly<Record<Omission, (snapshot: Snapshot) => Snapshot>> = {
  descriptions: ({ health, forgotten, alert, ...rest }) => ({
    ...rest,
    health: { ...health, instances: health.instances.map(briefly).map(withoutSeries) },
    forgotten: forgotten.map(briefly),
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
    forgotten: [],
  }),
  changes: ({ alert, ...rest }) => ({
    ...rest,
    alert: alert && { ...alert, changes: alert.changes.slice(0, Math.ceil(alert.changes.length / 2)) },
  }),
};
