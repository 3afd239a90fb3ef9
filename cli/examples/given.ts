import type { Alert, ClusterFacts, ClusterInstance } from '../../core/alerts/alert.ts';
import { makeAlert } from '../../core/alerts/alert.ts';
import type { Change, Evidence, Incident } from '../../core/incidents/incident.ts';
import type { InstanceFacts } from '../../core/cluster/instance-facts.ts';
import type { Status } from '../../core/cluster/known-instance.ts';
import type { ExampleCast } from '../../core/rules/example.ts';
import type { KnownEvidence } from '../../core/rules/registry.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';

export const at = '2026-11-21T19:21:00.000Z';
export const ago = (seconds: number): Timestamp => plusSeconds(at, -seconds);

export const first: InstanceFacts = {
  id: '5c0e7c3a-7d4b-4f0e-9a51-0d6a1f2b3c4d',
  name: 'rocket.chat',
  address: '10.0.1.3',
  host: '10.0.1.3',
  port: '3000',
  pid: 1,
  startedAt: '2026-11-20T08:00:12.345Z',
  heartbeatAt: ago(84),
  nodeVersion: 'v22.16.0',
  totalMemoryBytes: 16_000_000_000,
  freeMemoryBytes: 9_000_000_000,
};

const second: InstanceFacts = {
  ...first,
  id: '9f3c12ab-1c2d-4e5f-8a9b-0c1d2e3f4a5b',
  address: '10.0.1.4',
  host: '10.0.1.4',
  heartbeatAt: ago(3),
};

const thirdId = 'c7a1b2d3-4e5f-4061-8293-a4b5c6d7e8f9';

/** A process that has taken another's place. */
export const successor: InstanceFacts = {
  ...first,
  id: thirdId,
  address: '10.0.1.5',
  host: '10.0.1.5',
  startedAt: ago(130),
  heartbeatAt: ago(1),
};

/** Like the published example: an old Node, and little memory free at the start. */
const short: InstanceFacts = {
  ...first,
  startedAt: ago(150),
  heartbeatAt: ago(2),
  nodeVersion: 'v14.21.3',
  totalMemoryBytes: 4_110_323_712,
  freeMemoryBytes: 197_570_560,
};

/** Who plays in the examples. */
export const cast: ExampleCast = { at, ago, first, second, thirdId, short };

interface GivenIncident {
  readonly instances?: readonly InstanceFacts[];
  readonly severity?: Incident['severity'];
  readonly sinceSecondsAgo?: number;
}

/** An opened change; by default critical, a minute old, and about the first instance. */
export const opened = (
  evidence: Evidence | KnownEvidence,
  { instances = [first], severity = 'critical', sinceSecondsAgo = 60 }: GivenIncident = {},
): Change => ({
  change: 'opened',
  incident: {
    id: `${evidence.kind}/${ago(sinceSecondsAgo)}`,
    subjects: instances.map(({ id }) => id),
    severity,
    since: ago(sinceSecondsAgo),
    state: 'open',
    openedAt: at,
    toldAt: at,
    ...evidence,
  },
  reason: null,
  replacedBy: null,
  instances,
});

/** Told only now, though it opened so long ago. */
export const heldBack = (change: Change, secondsAgo: number): Change => ({
  ...change,
  incident: { ...change.incident, openedAt: ago(secondsAgo) },
});

export const reminded = (change: Change): Change => ({ ...change, change: 'reminder' });

export const resolved = (change: Change, reason: string): Change => ({
  ...change,
  change: 'resolved',
  reason,
  replacedBy: reason === 'replaced' ? successor : null,
});

const row = (name: string, status: Status, heartbeatAgeSeconds: number): ClusterInstance => ({
  name,
  status,
  heartbeatAgeSeconds: status === 'missing' ? null : heartbeatAgeSeconds,
  heartbeatAt: ago(heartbeatAgeSeconds),
  startedAt: first.startedAt,
});

/** Three instances, the first of which stands as told; as last seen a minute ago where the workspace cannot be seen. */
export const givenCluster = (status: Status = 'healthy', { isSeen = true } = {}): ClusterFacts => ({
  seenAt: isSeen ? at : ago(60),
  listed: status === 'missing' ? 2 : 3,
  healthy: status === 'healthy' ? 3 : 2,
  instances: [
    row('10.0.1.3:3000 (pid 1)', status, status === 'missing' || status === 'unresponsive' ? 84 : 2),
    row('10.0.1.4:3000 (pid 1)', 'healthy', 3),
    row('10.0.1.5:3000 (pid 1)', 'healthy', 0),
  ],
  omittedInstances: 0,
});

export const givenAlert = (changes: readonly Change[], cluster = givenCluster()): Alert =>
  makeAlert({ workspace: 'production', takenAt: at, changes, cluster });
