import * as fc from 'fast-check';
import type { InstanceFacts } from '../../../core/cluster/instance-facts.ts';
import type { StepMemory } from '../../../core/incidents/escalation.ts';
import type { SentAlert } from '../../../core/incidents/flood.ts';
import type { Change, Evidence, Incident } from '../../../core/incidents/incident.ts';
import { failureKinds } from '../../../core/observation/failure.ts';
import { reasons } from '../../../core/rules/registry.ts';
import { severities } from '../../../core/settings/values.ts';
import { count, decimal, few, id, orNull, text, time } from './arbitrary-values.ts';

export const facts: fc.Arbitrary<InstanceFacts> = fc.record({
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

export const incident: fc.Arbitrary<Incident> = fc
  .tuple(
    fc.record(
      {
        id: fc.tuple(text, time).map(([key, at]) => `${key}/${at}` as const),
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
        announcedAt: time,
        escalatedTo: fc.array(count, { minLength: 1, maxLength: 3 }),
        acknowledged: fc.record({ by: text, at: time, note: text, severity: fc.constantFrom(...severities) }),
      },
      { requiredKeys: ['id', 'subjects', 'severity', 'since', 'state', 'openedAt', 'toldAt'] },
    ),
    evidence,
  )
  .map(([treatment, rest]) => ({ ...treatment, ...rest }));

export const heldChange: fc.Arbitrary<Change> = fc.oneof(
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

export const change: fc.Arbitrary<Change> = fc.oneof(
  heldChange,
  fc.tuple(heldChange, fc.array(count, { minLength: 1, maxLength: 3 })).map(([one, after]) => ({ ...one, after })),
  heldChange.map((one): Change => ({ ...one, change: 'escalated', after: [60], isOnlyAfter: true })),
);

export const sent: fc.Arbitrary<SentAlert> = fc.record({ at: time, critical: few(text) });

export const step: fc.Arbitrary<StepMemory> = fc.record({
  afterSeconds: count,
  sent: few(sent),
  held: few(heldChange),
});
