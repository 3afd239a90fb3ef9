import type { Alert, ClusterFacts } from '../../core/alerts/alert.ts';
import { nameOf } from '../../core/alerts/instance-name.ts';
import { type Change, type IncidentKind, incidentKinds, type Reason } from '../../core/incidents/incident.ts';
import type { Status } from '../../core/cluster/state.ts';
import {
  ago,
  at,
  first,
  givenAlert,
  givenCluster,
  opened,
  heldBack,
  reminded,
  resolved,
  second,
  short,
  thirdId,
} from './given.ts';

const hours = 3600;
const warning = { severity: 'warning' } as const;

/** Each kind as it opens, and again when it has stood for four hours. */
const kinds = {
  disappeared: (sinceSecondsAgo = 60) =>
    opened({ kind: 'disappeared', lastSeenAt: ago(sinceSecondsAgo + 60) }, { sinceSecondsAgo }),
  unresponsive: (sinceSecondsAgo = 60) =>
    opened({ kind: 'unresponsive', heartbeatAgeSeconds: sinceSecondsAgo + 24.2 }, { sinceSecondsAgo }),
  restarting: (sinceSecondsAgo = 480) =>
    opened({ kind: 'restarting', latest: first.id, times: 3, withinSeconds: 900 }, { sinceSecondsAgo }),
  'too-few-instances': (sinceSecondsAgo = 60) =>
    opened({ kind: 'too-few-instances', healthy: 2, expected: 3 }, { instances: [], sinceSecondsAgo }),
  disconnected: (sinceSecondsAgo = 120) =>
    opened(
      {
        kind: 'disconnected',
        links: [
          { observer: second.id, peer: first.id },
          { observer: first.id, peer: thirdId },
        ],
      },
      { ...warning, sinceSecondsAgo },
    ),
  memory: (sinceSecondsAgo = 300) =>
    opened(
      {
        kind: 'memory',
        sign: 'growth',
        usedBytes: 1_560_000_000,
        limitBytes: 2048 * 1024 ** 2,
        limitOf: 'process',
        forecast: {
          bytesPerHour: 98_000_000,
          reachedInSeconds: 18_300,
          earliestSeconds: 15_900,
          latestSeconds: 24_100,
        },
        shownAt: at,
      },
      { ...warning, sinceSecondsAgo },
    ),
  'not-ready': (sinceSecondsAgo = 120) => opened({ kind: 'not-ready', answer: 'unavailable' }, { sinceSecondsAgo }),
  'low-memory': (sinceSecondsAgo = 0) =>
    opened(
      { kind: 'low-memory', freePercent: 4.8067, thresholdPercent: 10 },
      { ...warning, instances: [short], sinceSecondsAgo },
    ),
  unreachable: (sinceSecondsAgo = 60) =>
    opened(
      { kind: 'unreachable', failure: 'timeout', detail: 'chat.example.com: no answer within 10 s' },
      { instances: [], sinceSecondsAgo },
    ),
  unauthorized: (sinceSecondsAgo = 0) =>
    opened(
      { kind: 'unauthorized', failure: 'unauthorized', detail: 'HTTP 401: You must be logged in to do this.' },
      { instances: [], sinceSecondsAgo },
    ),
} satisfies Record<Change['incident']['kind'], (sinceSecondsAgo?: number) => Change>;

const ends: ReadonlyArray<readonly [keyof typeof kinds, readonly Reason[]]> = [
  ['disappeared', ['returned', 'replaced', 'accepted']],
  ['unresponsive', ['returned', 'replaced', 'accepted']],
  ['restarting', ['stable', 'superseded']],
  ['too-few-instances', ['enough', 'rule-changed']],
  ['disconnected', ['reconnected', 'replaced', 'superseded']],
  ['memory', ['relieved', 'replaced', 'accepted', 'rule-changed']],
  ['not-ready', ['ready', 'replaced', 'superseded', 'rule-changed']],
  ['low-memory', ['replaced', 'accepted', 'rule-changed']],
  ['unreachable', ['reachable', 'superseded']],
  ['unauthorized', ['authorized']],
];

const lost = (count: number): Change[] =>
  Array.from({ length: count }, (_, index) => {
    const id = `${String(index).padStart(8, '0')}-7d4b-4f0e-9a51-0d6a1f2b3c4d`;
    const host = `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}`;
    return opened(
      { kind: 'disappeared', lastSeenAt: ago(120) },
      { instances: [{ ...first, id, host, address: host }] },
    );
  });

const statusIn: Readonly<Partial<Record<IncidentKind, Status>>> = {
  disappeared: 'missing',
  unresponsive: 'unresponsive',
  'too-few-instances': 'missing',
  disconnected: 'disconnected',
};

const clusterIn = (kind: IncidentKind): ClusterFacts =>
  givenCluster(statusIn[kind], { isSeen: kind !== 'unreachable' && kind !== 'unauthorized' });

const manyMissing = (count: number): ClusterFacts => ({
  seenAt: at,
  listed: 0,
  healthy: 0,
  instances: clusterFactsOfLost(20),
  omittedInstances: count - 20,
});

const clusterFactsOfLost = (count: number): ClusterFacts['instances'] =>
  lost(count).map((change) => ({
    name: change.instances.map(nameOf).join(),
    status: 'missing',
    heartbeatAgeSeconds: null,
    heartbeatAt: ago(84),
    startedAt: first.startedAt,
  }));

/** Alerts as they come, by name: the kind, the change, and what is particular. */
export const exampleAlerts: Readonly<Record<string, Alert>> = {
  ...Object.fromEntries(
    incidentKinds.flatMap((kind) => [
      [`${kind}.opened`, givenAlert([kinds[kind]()], clusterIn(kind))],
      [`${kind}.reminder`, givenAlert([reminded(kinds[kind](4 * hours))], clusterIn(kind))],
    ]),
  ),
  ...Object.fromEntries(
    ends.flatMap(([kind, reasons]) =>
      reasons.map((reason) => [
        `${kind}.resolved-${reason}`,
        givenAlert([resolved(kinds[kind](reason === 'accepted' ? 24 * hours : 720), reason)]),
      ]),
    ),
  ),
  'disappeared.opened-after-silence': givenAlert(
    [heldBack(kinds.disappeared(2 * hours), 2 * hours - 60)],
    clusterIn('disappeared'),
  ),
  'unauthorized.opened-forbidden': givenAlert(
    [
      opened(
        { kind: 'unauthorized', failure: 'forbidden', detail: 'HTTP 403: User does not have the permissions required' },
        { instances: [], sinceSecondsAgo: 0 },
      ),
    ],
    clusterIn('unauthorized'),
  ),
  'disconnected.opened-two-halves': givenAlert([
    opened(
      { kind: 'disconnected', links: [{ observer: first.id, peer: second.id }] },
      { ...warning, instances: [first, second], sinceSecondsAgo: 120 },
    ),
  ]),
  'memory.opened-level': givenAlert([
    opened(
      {
        kind: 'memory',
        sign: 'level',
        usedBytes: 7_900_000_000,
        limitBytes: 8 * 1024 ** 3,
        limitOf: 'host',
        forecast: null,
        shownAt: at,
      },
      { ...warning, sinceSecondsAgo: 300 },
    ),
  ]),
  'not-ready.opened-silent': givenAlert([opened({ kind: 'not-ready', answer: 'none' }, { sinceSecondsAgo: 120 })]),
  'low-memory.opened-new-node': givenAlert([
    opened(
      { kind: 'low-memory', freePercent: 7, thresholdPercent: 10 },
      { ...warning, instances: [{ ...short, nodeVersion: 'v22.16.0' }], sinceSecondsAgo: 0 },
    ),
  ]),
  'disappeared.opened-nameless': givenAlert([
    opened(
      { kind: 'disappeared', lastSeenAt: ago(120) },
      {
        instances: [
          {
            ...first,
            name: 'ddp-streamer',
            address: null,
            host: null,
            port: null,
            pid: null,
            nodeVersion: null,
            startedAt: null,
          },
        ],
      },
    ),
  ]),
  'many.a-bad-morning': givenAlert(
    [
      resolved(kinds.disappeared(720), 'returned'),
      kinds['low-memory'](),
      kinds['too-few-instances'](),
      reminded(kinds.unresponsive(4 * hours)),
      ...lost(2),
    ],
    {
      ...givenCluster('unresponsive'),
      instances: [...clusterFactsOfLost(2), ...givenCluster('unresponsive').instances],
    },
  ),
  'many.1000-lost': givenAlert(lost(1000), manyMissing(1000)),
};
