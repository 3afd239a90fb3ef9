import { nothingKnown } from '../../core/incidents/health-state.ts';
import type { InstanceFacts } from '../../core/cluster/instance-facts.ts';
import type { KnownInstance } from '../../core/cluster/known-instance.ts';
import type { Instance } from '../../core/observation/instance.ts';
import { type Omission, omissions, type Snapshot } from '../../core/history/snapshot.ts';

/** The snapshot with the next omission, named in its `omitted`; null where nothing is left that it could do without. */
export const shrinkSnapshot = (snapshot: Snapshot): Snapshot | null => {
  const { omitted } = snapshot;
  const next = omissions.find((omission) => !omitted.includes(omission));
  if (next !== undefined) return { ...without[next](snapshot), omitted: [...omitted, next] };
  return (snapshot.alert?.changes.length ?? 0) > 1 ? withHalfTheChanges(snapshot) : null;
};

/** The changes of an alert are sorted, the worst first. */
const withHalfTheChanges = ({ alert, ...rest }: Snapshot): Snapshot => ({
  ...rest,
  alert: alert && { ...alert, changes: alert.changes.slice(0, Math.ceil(alert.changes.length / 2)) },
});

const unknownFacts = { nodeVersion: null, totalMemoryBytes: null, freeMemoryBytes: null } as const;
const withoutDescription = <Facts extends InstanceFacts>(facts: Facts): Facts => ({ ...facts, ...unknownFacts });
const unknownDetails = { ...unknownFacts, tcpPort: null, clientConnections: null } as const;
const withoutDetails = <Known extends Instance>(instance: Known): Known => ({ ...instance, ...unknownDetails });

/** Growth is then judged anew, by what is measured from now on. */
const withoutSeries = (instance: KnownInstance): KnownInstance => ({
  ...instance,
  ...(instance.probed && { probed: { ...instance.probed, resident: null, heap: null } }),
});

const without: Readonly<Record<Omission, (snapshot: Snapshot) => Snapshot>> = {
  descriptions: ({ health, forgotten, alert, ...rest }) => ({
    ...rest,
    health: { ...health, instances: health.instances.map(withoutDetails).map(withoutSeries) },
    forgotten: forgotten.map(withoutDetails),
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
    health: { ...nothingKnown, sent: snapshot.health.sent },
    forgotten: [],
  }),
  changes: withHalfTheChanges,
};
