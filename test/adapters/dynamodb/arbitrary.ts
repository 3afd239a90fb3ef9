import * as fc from 'fast-check';
import { type Alert, alertId } from '../../../core/alerts/alert.ts';
import type { Change, Evidence, Incident } from '../../../core/incidents/incident.ts';
import { incidentKinds, reasons } from '../../../core/rules/registry.ts';
import type { InstanceFacts } from '../../../core/cluster/instance-facts.ts';
import { severities } from '../../../core/settings/values.ts';
import type { Silence } from '../../../core/incidents/silence.ts';
import type { View } from '../../../core/cluster/connections.ts';
import type { RecentCheck } from '../../../core/cluster/recent-checks.ts';
import type { SentAlert } from '../../../core/incidents/flood.ts';
import type { HealthState } from '../../../core/incidents/health-state.ts';
import type { Recovery } from '../../../core/incidents/recoveries.ts';
import { type KnownInstance, statuses } from '../../../core/cluster/known-instance.ts';
import { asListed } from '../../../core/history/recorded-observation.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import { type Failure, failureKinds } from '../../../core/observation/failure.ts';
import type { Timestamp } from '../../../core/base/time.ts';

import { live, probed } from './arbitrary-probes.ts';
import { count, decimal, few, id, orNull, text, time } from './arbitrary-values.ts';

/** Whatever the types allow of a snapshot. */
const facts: fc.Arbitrary<InstanceFacts> = fc.record({
  id,
  name: orNull(text),
  address: orNull(text),
  host: orNull(text),
  port: orNull(text),
  pid: orNull(count),
  startedAt: orNull(time),
  heartbeatAt: orNull(time),
  nodeVersion: orNull(text),
  totalMemoryBytes: orNull(count),
  freeMemoryBytes: orNull(count),
});

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

const evidence: fc.Arbitrary<Evidence> = fc.oneof(
  fc.record({ kind: fc.constant('disappeared' as const), lastSeenAt: time }),
  fc.record({ kind: fc.constant('unresponsive' as const), heartbeatAgeSeconds: orNull(decimal) }),
  fc.record({
    kind: fc.constant('disconnected' as const),
    among: few(id),
    pattern: fc.constantFrom('cut-off' as const, 'between' as const, 'never' as const),
  }),
  fc.record({
    kind: fc.constant('low-memory' as const),
    freePercent: decimal,
    thresholdPercent: decimal,
    countsPageCache: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('memory' as const),
    sign: fc.constantFrom('level' as const, 'growth' as const),
    usedBytes: count,
    limitBytes: count,
    limitOf: fc.constantFrom('process' as const, 'host' as const, 'rule' as const, 'heap' as const),
    forecast: orNull(
      fc.record({ bytesPerHour: count, reachedInSeconds: count, earliestSeconds: count, latestSeconds: orNull(count) }),
    ),
    shownAt: time,
  }),
  fc.record({
    kind: fc.constant('not-ready' as const),
    answer: fc.constantFrom('unavailable' as const, 'none' as const),
  }),
  fc.record({ kind: fc.constant('too-few-instances' as const), healthy: count, expected: count }),
  fc.record({ kind: fc.constant('restarting' as const), latest: id, times: count, withinSeconds: count }),
  fc.record({
    kind: fc.constantFrom('unreachable' as const, 'unauthorized' as const, 'degraded' as const),
    failure: fc.constantFrom(...failureKinds),
    detail: text,
    failed: orNull(fc.record({ times: count, of: count })),
  }),
);

const incident: fc.Arbitrary<Incident> = fc
  .tuple(
    fc.record(
      {
        id: text,
        subjects: few(id),
        severity: fc.constantFrom(...severities),
        since: time,
        state: fc.constantFrom('pending' as const, 'open' as const),
        openedAt: orNull(time),
        toldAt: orNull(time),
        mendedAt: time,
        endReason: fc.constantFrom(...reasons),
        endReplacedBy: id,
        follows: id,
        relapses: count,
        isHeld: fc.constant(true as const),
        isNotice: fc.constant(true as const),
        acknowledged: fc.record({ by: text, at: time, note: text, severity: fc.constantFrom(...severities) }),
      },
      { requiredKeys: ['id', 'subjects', 'severity', 'since', 'state', 'openedAt', 'toldAt'] },
    ),
    evidence,
  )
  .map(([treatment, rest]) => ({ ...treatment, ...rest }));

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

const sent: fc.Arbitrary<SentAlert> = fc.record({ at: time, critical: few(text) });

const silence: fc.Arbitrary<Silence> = fc.record({
  id: text,
  kinds: orNull(fc.subarray([...incidentKinds], { minLength: 1, maxLength: 3 })),
  instance: orNull(text),
  from: time,
  until: time,
  reason: text,
});

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    change: fc.constantFrom('opened' as const, 'reminder' as const, 'notice' as const),
    incident,
    reason: fc.constant(null),
    replacedBy: fc.constant(null),
    instances: few(facts),
  }),
  fc.record({
    change: fc.constant('resolved' as const),
    incident,
    reason: fc.constantFrom(...reasons),
    replacedBy: orNull(facts),
    instances: few(facts),
  }),
);

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
  held: few(change),
});

const health: fc.Arbitrary<HealthState> = fc
  .tuple(
    known,
    fc.record(
      { unremembered: count, answerMilliseconds: fc.array(count, { minLength: 1, maxLength: 10 }) },
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
