import type { Alert, ClusterFacts, ClusterInstance } from '../../core/alerts/alert.ts';
import { makeAlert } from '../../core/alerts/alert.ts';
import type { AlertOrigin } from '../../core/alerts/origin.ts';
import { nameOf } from '../../core/cluster/instance-name.ts';
import type { Change, Evidence, Incident } from '../../core/incidents/incident.ts';
import type { InstanceFacts } from '../../core/cluster/instance-facts.ts';
import type { Status } from '../../core/cluster/known-instance.ts';
import type { ExampleCast } from '../../core/rules/example.ts';
import type { KnownEvidence } from '../../core/rules/registry.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';

export const at = '2026-11-21T19:21:00.000Z';
export const ago = (seconds: number): Timestamp => plusSeconds(at, -seconds);

/** Where the examples come from. */
export const exampleOrigin: AlertOrigin = {
  workspaceUrl: 'https://chat.example.com',
  docsUrl: 'https://git.example.com/rocketchat-alerter/blob/main/docs',
  timeZone: null,
  forgetAfterSeconds: 86_400,
  deployment: {
    stack: 'RocketChatAlerter',
    region: 'eu-central-1',
    dashboard: 'RocketChatAlerter-eu-central-1',
    logGroup: '/aws/lambda/RocketChatAlerter-Check',
  },
};

export const first: InstanceFacts = {
  id: '5c0e7c3a-7d4b-4f0e-9a51-0d6a1f2b3c4d',
  name: 'rocket.chat',
  address: '10.0.1.3',
  host: '10.0.1.3',
  port: '3000',
  pid: 1,
  startedAt: '2026-11-20T08:00:12.345Z',
  heartbeatAt: ago(2),
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

const third: InstanceFacts = {
  ...first,
  id: 'c7a1b2d3-4e5f-4061-8293-a4b5c6d7e8f9',
  address: '10.0.1.5',
  host: '10.0.1.5',
  heartbeatAt: ago(0),
};

/** A process that has taken another's place. */
export const successor: InstanceFacts = {
  ...first,
  id: '4b7d9e21-0f3a-4c5b-8d6e-7a8b9c0d1e2f',
  address: '10.0.1.6',
  host: '10.0.1.6',
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
export const cast: ExampleCast = { at, ago, first, second, third, short };

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

/** Sent only now, though it opened so long ago. */
export const heldBack = (change: Change, secondsAgo: number): Change => ({
  ...change,
  incident: { ...change.incident, openedAt: ago(secondsAgo) },
});

export const reminded = (change: Change): Change => ({ ...change, change: 'reminder' });

/** Of an incident that somebody took care of. */
export const acknowledged = ({ incident, ...change }: Change, secondsAgo: number): Change => ({
  ...change,
  incident: {
    ...incident,
    acknowledged: { by: 'Ada', at: ago(secondsAgo), note: 'disk is full', severity: incident.severity },
  },
});

/** As those get it who get incidents only after so many seconds. */
export const escalated = (change: Change, afterSeconds: number): Change => ({
  ...change,
  change: 'escalated',
  after: [afterSeconds],
  isOnlyAfter: true,
});

/** What is a permanent state, of which there is one message. */
export const noticed = (change: Change): Change => ({ ...change, change: 'notice' });

export const resolved = (change: Change, reason: string): Change => ({
  ...change,
  change: 'resolved',
  reason,
  replacedBy: reason === 'replaced' ? successor : null,
});

export const rowOf = (instance: InstanceFacts, status: Status, seenAt: Timestamp = at): ClusterInstance => {
  const heartbeatAt = instance.heartbeatAt ?? seenAt;
  const age = (Date.parse(seenAt) - Date.parse(heartbeatAt)) / 1000;
  return {
    name: nameOf(instance),
    status,
    heartbeatAgeSeconds: status === 'missing' ? null : Math.max(0, Math.round(age)),
    heartbeatAt,
    startedAt: instance.startedAt,
  };
};

export const clusterOf = (instances: readonly ClusterInstance[], seenAt: Timestamp = at): ClusterFacts => ({
  seenAt,
  listed: instances.filter(({ status }) => status !== 'missing').length,
  // A disconnected instance serves all the same.
  healthy: instances.filter(({ status }) => status === 'healthy' || status === 'disconnected').length,
  instances,
  omittedInstances: 0,
});

interface GivenCluster {
  /** How long ago the workspace was seen. @default now */
  readonly seenSecondsAgo?: number;
  /** @default the three */
  readonly instances?: readonly InstanceFacts[];
  /** How many of them stand as it says. @default the first */
  readonly inTrouble?: number;
}

/** Three instances, the first of which stands as it says; as they were when the workspace was last seen. */
export const givenCluster = (
  status: Status = 'healthy',
  { seenSecondsAgo = 0, instances = [first, second, third], inTrouble = 1 }: GivenCluster = {},
): ClusterFacts =>
  clusterOf(
    instances.map((instance, index) => {
      const { heartbeatAt } = instance;
      const seen = { ...instance, heartbeatAt: heartbeatAt && plusSeconds(heartbeatAt, -seenSecondsAgo) };
      return rowOf(seen, index < inTrouble ? status : 'healthy', ago(seenSecondsAgo));
    }),
    ago(seenSecondsAgo),
  );

/** The two that are left where the first is gone. */
export const clusterWithout = (): ClusterFacts => givenCluster('healthy', { instances: [second, third] });

/** What is there where another process took the first one's place. */
export const clusterReplaced = (): ClusterFacts => givenCluster('healthy', { instances: [second, third, successor] });

export const givenAlert = (changes: readonly Change[], cluster = givenCluster()): Alert =>
  makeAlert({ workspace: 'production', takenAt: at, changes, cluster });
