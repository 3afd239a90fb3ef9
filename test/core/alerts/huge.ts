import type { Alert } from '../../../core/alerts/alert.ts';
import type { Change } from '../../../core/incidents/incident.ts';
import { incidentKinds } from '../../../core/rules/registry.ts';
import type { InstanceFacts } from '../../../core/cluster/instance-facts.ts';
import { ago, first, givenAlert, opened, reminded, resolved } from './given.ts';

const idOf = (index: number): string => `${index.toString(16).padStart(8, '0')}-7d4b-4f0e-9a51-0d6a1f2b3c4d`;
const instance = (index: number): InstanceFacts => ({ ...first, id: idOf(index), pid: index, host: `10.1.0.${index}` });
const instances = (count: number): InstanceFacts[] => Array.from({ length: count }, (_, index) => instance(index));

const lost = (count: number): Alert =>
  givenAlert(
    instances(count).map((one) => opened({ kind: 'disappeared', lastSeenAt: ago(120) }, { instances: [one] })),
  );

const partition = (count: number): Alert => {
  const all = instances(count);
  return givenAlert([
    opened({ kind: 'disconnected', among: all.map(({ id }) => id), pattern: 'between' }, { instances: all }),
  ]);
};

/** Everything as long as it can be, in characters that take three bytes each, and every kind with every change. */
const hostile = (): Alert => {
  const maxLength = '\u2028€'.repeat(128);
  const nasty = (index: number): InstanceFacts => ({
    ...instance(index),
    name: maxLength,
    host: maxLength,
    port: maxLength,
    address: maxLength,
    nodeVersion: maxLength,
  });
  const evidence = {
    disappeared: { kind: 'disappeared', lastSeenAt: ago(1e6) },
    unresponsive: { kind: 'unresponsive', heartbeatAgeSeconds: 1e9 },
    restarting: { kind: 'restarting', latest: maxLength, times: 1e9, withinSeconds: 1e9 },
    'too-few-instances': { kind: 'too-few-instances', healthy: 1e9, expected: 1e9 },
    disconnected: { kind: 'disconnected', among: [maxLength, maxLength], pattern: 'between' },
    memory: {
      kind: 'memory',
      sign: 'growth',
      usedBytes: 1e15 / 3,
      limitBytes: 1e15 / 3,
      limitOf: 'heap',
      forecast: { bytesPerHour: 1e15 / 3, reachedInSeconds: 1e9, earliestSeconds: 1e9, latestSeconds: 1e9 },
      shownAt: ago(1e6),
    },
    'not-ready': { kind: 'not-ready', answer: 'unavailable' },
    'low-memory': { kind: 'low-memory', freePercent: 1 / 3, thresholdPercent: 10, countsPageCache: false },
    unreachable: { kind: 'unreachable', failure: 'network', detail: maxLength, failed: { times: 1e9, of: 1e9 } },
    unauthorized: { kind: 'unauthorized', failure: 'unauthorized', detail: maxLength, failed: null },
    'too-many-instances': { kind: 'too-many-instances', unremembered: 1e9 },
    certificate: { kind: 'certificate', expiresAt: ago(-1e9), secondsLeft: 1e9 },
    slow: { kind: 'slow', p95Milliseconds: 1e15 / 3, limitMilliseconds: 1e15 / 3 },
    version: { kind: 'version', versions: [{ version: maxLength, instances: 1e9 }], others: [maxLength] },
    degraded: { kind: 'degraded', failure: 'degraded', detail: maxLength, failed: { times: 1e9, of: 1e9 } },
  } as const;
  const changes = incidentKinds.flatMap((kind) =>
    Array.from({ length: 50 }, (_, index): Change =>
      opened(evidence[kind], { instances: [nasty(index), nasty(index + 1)] }),
    ),
  );
  return {
    ...givenAlert([...changes, ...changes.map(reminded), ...changes.map((change) => resolved(change, 'replaced'))]),
    workspace: maxLength,
  };
};

/** Alerts that do not fit into a message of SNS as they are. Made when asked for: they are large. */
export const hugeAlerts: Readonly<Record<string, () => Alert>> = {
  '1,000 instances lost at once': () => lost(1_000),
  '5,000 instances lost at once': () => lost(5_000),
  'a partition among 5,000 instances': () => partition(5_000),
  'everything wrong at once, in hostile words': hostile,
};
