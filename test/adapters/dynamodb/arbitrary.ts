import * as fc from 'fast-check';
import { type Alert, alertId } from '../../../core/alerts/alert.ts';
import { incidentKinds } from '../../../core/rules/registry.ts';
import type { InstanceFacts } from '../../../core/cluster/instance-facts.ts';
import { severities } from '../../../core/settings/values.ts';
import type { Silence } from '../../../core/incidents/silence.ts';
import type { View } from '../../../core/cluster/connections.ts';
import type { RecentCheck } from '../../../core/cluster/recent-checks.ts';
import type { HealthState } from '../../../core/incidents/health-state.ts';
import type { Recovery } from '../../../core/incidents/recoveries.ts';
import { type KnownInstance, statuses } from '../../../core/cluster/known-instance.ts';
import { asListed } from '../../../core/history/recorded-observation.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import { type Failure, failureKinds } from '../../../core/observation/failure.ts';
import type { Timestamp } from '../../../core/base/time.ts';

import { change, facts, heldChange, incident, sent, step } from './arbitrary-incidents.ts';
import { live, probed } from './arbitrary-probes.ts';
import { count, decimal, few, id, orNull, text, time } from './arbitrary-values.ts';

/** Whatever the types allow of a snapshot. */

/** What is known only of some instances. */
const troubled = fc.record(
  {
    isReplacedByCount: fc.constant(true as const),
    isPlaceLasting: fc.constant(true as const),
    course: fc.stringMatching(/^[01]{1,12}$/),
    calls: fc.record({ since: time, views: fc.stringMatching(/^[dco-]{1,10}$/) }),
  },
  { requiredKeys: [] },
);

const instance: fc.Arbitrary<KnownInstance> = fc
  .tuple(
    facts,
    fc.record({
      tcpPort: orNull(count),
      registeredAt: orNull(time),
      connected: orNull(fc.boolean()),
      local: fc.boolean(),
      clientConnections: orNull(count),
      status: fc.constantFrom(...statuses),
      listed: fc.boolean(),
      heartbeatAgeSeconds: orNull(decimal),
      heartbeatSince: orNull(time),
      hasMoved: fc.boolean(),
      arrivedAt: orNull(time),
      lastSeenAt: time,
      onceHealthy: fc.boolean(),
      lostSince: orNull(time),
      replaces: orNull(id),
      replacedBy: orNull(id),
      replacedAt: few(time),
    }),
  )
  .chain(([told, known]) =>
    fc.oneof(
      { weight: 2, arbitrary: fc.constant({ ...told, ...known }) },
      { weight: 1, arbitrary: fc.record({ live, probed }).map((asked) => ({ ...told, ...known, ...asked })) },
      { weight: 1, arbitrary: troubled.map((trouble) => ({ ...told, ...known, ...trouble })) },
    ),
  );

const view: fc.Arbitrary<View> = fc.record({ at: time, observer: fc.oneof(id, fc.constant('')) });

const recentCheck: fc.Arbitrary<RecentCheck> = fc.record(
  {
    at: time,
    outcome: fc.constantFrom('ok' as const, ...failureKinds),
    sawDegraded: fc.constant(true as const),
  },
  { requiredKeys: ['at', 'outcome'] },
);

const recovery: fc.Arbitrary<Recovery> = fc.record({ key: text, times: count, at: time });

const silence: fc.Arbitrary<Silence> = fc.record({
  id: text,
  kinds: orNull(fc.subarray([...incidentKinds], { minLength: 1, maxLength: 3 })),
  instance: orNull(text),
  from: time,
  until: time,
  reason: text,
});

const alertAt = (workspace: string, takenAt: Timestamp): fc.Arbitrary<Alert> =>
  fc.record({
    id: fc.constant(alertId(workspace, takenAt)),
    workspace: fc.constant(workspace),
    takenAt: fc.constant(takenAt),
    severity: fc.constantFrom(...severities),
    changes: fc.array(change, { minLength: 1, maxLength: 6 }),
    cluster: fc.record({
      seenAt: orNull(time),
      listed: count,
      healthy: count,
      instances: few(
        fc.record({
          name: text,
          status: fc.constantFrom(...statuses),
          heartbeatAgeSeconds: orNull(count),
          heartbeatAt: orNull(time),
          startedAt: orNull(time),
        }),
      ),
      omittedInstances: count,
    }),
  });

export const alert: fc.Arbitrary<Alert> = fc
  .tuple(text, time)
  .chain(([workspace, takenAt]) => alertAt(workspace, takenAt));

const failure: fc.Arbitrary<Failure> = fc.record({
  outcome: fc.constantFrom(...failureKinds),
  detail: text,
  httpStatus: orNull(count),
});

const known: fc.Arbitrary<HealthState> = fc.record({
  instances: few(instance),
  incidents: few(incident),
  seenAt: orNull(time),
  emptySince: orNull(time),
  isMicroservices: fc.boolean(),
  recentChecks: few(recentCheck),
  views: few(view),
  hasShownConnection: fc.boolean(),
  replacementGaps: few(count),
  recoveries: few(recovery),
  sent: few(sent),
  held: few(heldChange),
});

const health: fc.Arbitrary<HealthState> = fc
  .tuple(
    known,
    fc.record(
      {
        unremembered: count,
        answerMilliseconds: fc.array(count, { minLength: 1, maxLength: 10 }),
        escalation: fc.array(step, { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([state, rest]) => ({ ...state, ...rest }));

/** Some of its alert's facts and incidents are those of its instances and incidents, as they are in real ones. */
export const snapshot: fc.Arbitrary<Snapshot> = fc.tuple(text, time).chain(([workspace, takenAt]) =>
  fc
    .record({
      workspace: fc.constant(workspace),
      takenAt: fc.constant(takenAt),
      observedAt: time,
      degraded: orNull(text),
      failure: orNull(failure),
      observer: orNull(id),
      serverDate: orNull(time),
      latencyMilliseconds: count,
      health,
      forgotten: few(instance.map(asListed)),
      silences: few(silence),
      alert: orNull(alertAt(workspace, takenAt)),
      deliveredAt: orNull(time),
      outbox: few(time),
      omitted: fc.constant([]),
    })
    .chain((parts) =>
      fc.record({ certificateUntil: time }, { requiredKeys: [] }).map((seen) => ({
        ...parts,
        ...seen,
        outcome: parts.failure?.outcome ?? 'ok',
        alert: withItsOwn(parts),
      })),
    ),
);

const withItsOwn = ({ alert: one, health }: Pick<Snapshot, 'alert' | 'health'>): Alert | null => {
  if (one === null) return null;
  const changes = one.changes.map((told, index) => ({
    ...told,
    incident: health.incidents[index] ?? told.incident,
    instances: [...told.instances, ...health.instances.slice(0, index).map(factsOf)],
  }));
  return { ...one, changes };
};

export const factsOf = (known: KnownInstance): InstanceFacts => ({
  id: known.id,
  name: known.name,
  address: known.address,
  host: known.host,
  port: known.port,
  pid: known.pid,
  startedAt: known.startedAt,
  heartbeatAt: known.heartbeatAt,
  nodeVersion: known.nodeVersion,
  totalMemoryBytes: known.totalMemoryBytes,
  freeMemoryBytes: known.freeMemoryBytes,
});
