import { rememberMostImportant, rememberOpenIncidents } from '../../core/incidents/remembered.ts';
import type { InstanceFacts } from '../../core/cluster/instance-facts.ts';
import type { KnownInstance } from '../../core/cluster/known-instance.ts';
import type { Instance } from '../../core/observation/instance.ts';
import type { Omission, Snapshot } from '../../core/history/snapshot.ts';

/** The snapshot with less, as its `omitted` then says; null where nothing is left that it could do without. */
export function shrinkSnapshot(snapshot: Snapshot): Snapshot | null {
  const step = steps.find(({ helps }) => helps(snapshot));
  if (step === undefined) return null;
  const { omission, shrink } = step;
  const omitted = snapshot.omitted.includes(omission) ? snapshot.omitted : [...snapshot.omitted, omission];
  return { ...shrink(snapshot), omitted };
}

const halfOf = (count: number): number => Math.floor(count / 2);

const withHalfTheInstances = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  health: rememberMostImportant(snapshot.health, halfOf(snapshot.health.instances.length)),
  forgotten: [],
});

const withHalfTheIncidents = ({ health, ...rest }: Snapshot): Snapshot => ({
  ...rest,
  health: {
    ...rememberOpenIncidents(health, halfOf(health.incidents.length)),
    recoveries: [],
    held: [],
    ...(health.escalation && { escalation: health.escalation.map((step) => ({ ...step, held: [] })) }),
  },
});

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

const withoutDescriptions = ({ health, forgotten, alert, ...rest }: Snapshot): Snapshot => ({
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
});

/** So many changes stay in the alert for as long as anything else can go. */
const enoughChanges = 1_000;
const changesOf = ({ alert }: Snapshot): number => alert?.changes.length ?? 0;

interface Step {
  readonly omission: Omission;
  readonly helps: (snapshot: Snapshot) => boolean;
  readonly shrink: (snapshot: Snapshot) => Snapshot;
}

/** The first that helps is taken, again and again until the snapshot fits. Open incidents are kept to the last. */
const steps: readonly Step[] = [
  {
    omission: 'descriptions',
    helps: ({ omitted }) => !omitted.includes('descriptions'),
    shrink: withoutDescriptions,
  },
  { omission: 'changes', helps: (snapshot) => changesOf(snapshot) > enoughChanges, shrink: withHalfTheChanges },
  {
    omission: 'instances',
    helps: ({ health, forgotten }) => health.instances.length + forgotten.length > 0,
    shrink: withHalfTheInstances,
  },
  { omission: 'changes', helps: (snapshot) => changesOf(snapshot) > 1, shrink: withHalfTheChanges },
  { omission: 'incidents', helps: ({ health }) => health.incidents.length > 0, shrink: withHalfTheIncidents },
];
