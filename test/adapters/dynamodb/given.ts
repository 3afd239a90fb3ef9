import { type Alert, makeAlert } from '../../../core/alerts/alert.ts';
import type { Change } from '../../../core/incidents/incident.ts';
import type { KnownIncident } from '../../../core/rules/registry.ts';
import type { KnownInstance } from '../../../core/cluster/known-instance.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import { plusSeconds, type Timestamp } from '../../../core/base/time.ts';
import { nothingKnown } from '../../../core/incidents/health-state.ts';
import { maxPieces, type Series } from '../../../core/memory/series.ts';
import { factsOf } from './arbitrary.ts';

export const workspace = 'production';
export const noon: Timestamp = '2026-11-21T12:00:00.000Z';
/** The check so many minutes after noon. */
export const minute = (minutes: number): Timestamp => plusSeconds(noon, 60 * minutes);

/** Numbers that look random and are the same every time. */
const random = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Instances as a large cluster has them: each with its own address, times, memory and number of clients. */
export const givenInstances = (count: number, status: 'healthy' | 'missing' = 'healthy', seed = 1): KnownInstance[] => {
  const next = random(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const hex = (digits: number): string =>
    below(16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  const isLost = status === 'missing';
  return Array.from({ length: count }, () => {
    const host = `10.${below(8)}.${below(256)}.${below(256)}`;
    const registeredAt = plusSeconds(noon, -below(30 * 86_400_000) / 1000);
    const ageSeconds = (isLost ? 90 : 0) + below(10_000) / 1000;
    return {
      id: `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(6)}${hex(6)}`,
      name: 'rocket.chat',
      pid: 1 + below(60_000),
      address: isLost ? null : host,
      host,
      port: '3000',
      tcpPort: 30_000 + below(30_000),
      registeredAt,
      heartbeatAt: plusSeconds(noon, -ageSeconds),
      connected: !isLost,
      local: false,
      totalMemoryBytes: 16_777_216_000,
      freeMemoryBytes: below(16_777_216_000),
      nodeVersion: 'v22.16.0',
      clientConnections: below(500),
      status,
      listed: !isLost,
      heartbeatAgeSeconds: ageSeconds,
      heartbeatSince: isLost ? minute(-2) : noon,
      hasMoved: true,
      startedAt: registeredAt,
      arrivedAt: null,
      lastSeenAt: isLost ? minute(-2) : noon,
      onceHealthy: true,
      lostSince: isLost ? minute(-1) : null,
      replaces: null,
      replacedBy: null,
      replacedAt: [],
    };
  });
};

/** What each of many instances has said when it was asked, with a day of memory that looks random. */
export const withProbes = (instance: KnownInstance, index: number): KnownInstance => {
  const next = random(index + 1);
  const about = (mebibytes: number): number => Math.round(10 * (mebibytes + 50 * next())) / 10;
  const curve = (mebibytes: number): Series => ({
    begunAt: minute(-24 * 60),
    since: minute(-24 * 60),
    pieceSeconds: 1_800,
    lowsMiB: Array.from({ length: maxPieces }, () => about(mebibytes)),
    highsMiB: Array.from({ length: maxPieces }, () => about(mebibytes + 100)),
    formerPeakMiB: null,
  });
  return {
    ...instance,
    live: {
      residentBytes: Math.round(1e9 * next()),
      heapUsedBytes: Math.round(1e9 * next()),
      heapTotalBytes: Math.round(1e9 * next()),
      eventLoopLagSeconds: next() / 100,
      startedAt: instance.startedAt,
      ready: true,
      metricsTrouble: null,
      readyTrouble: null,
    },
    probed: {
      processStartedAt: instance.startedAt,
      onceAnswered: true,
      onceReady: true,
      silentTimes: 0,
      askAgainAt: null,
      remarked: null,
      resident: curve(300),
      heap: curve(100),
    },
  };
};

export const lossOf = ({ id, lastSeenAt }: KnownInstance): KnownIncident => ({
  id: `lost/${id}/${minute(-1)}`,
  subjects: [id],
  severity: 'critical',
  since: minute(-1),
  state: 'open',
  openedAt: noon,
  toldAt: noon,
  kind: 'disappeared',
  lastSeenAt,
});

export const openingOf = (instance: KnownInstance): Change => ({
  change: 'opened',
  incident: lossOf(instance),
  reason: null,
  replacedBy: null,
  instances: [factsOf(instance)],
});

export const alertOf = (changes: readonly Change[], takenAt = noon): Alert | null =>
  makeAlert({
    workspace,
    takenAt,
    changes,
    cluster: { seenAt: takenAt, listed: 0, healthy: 0, instances: [], omittedInstances: 0 },
  });

/** A quiet check, unless said otherwise. */
export const givenSnapshot = (
  takenAt = noon,
  { health = {}, ...rest }: Partial<Omit<Snapshot, 'health'>> & { readonly health?: Partial<Snapshot['health']> } = {},
): Snapshot => ({
  workspace,
  takenAt,
  observedAt: takenAt,
  outcome: 'ok',
  failure: null,
  observer: null,
  serverDate: takenAt,
  degraded: null,
  latencyMilliseconds: 42,
  forgotten: [],
  silences: [],
  alert: null,
  deliveredAt: null,
  outbox: [],
  omitted: [],
  ...rest,
  health: {
    ...nothingKnown,
    instances: givenInstances(3),
    seenAt: takenAt,
    ...health,
  },
});

/** A check that alerts of lost instances. */
export const givenAlerting = (takenAt = noon, instances = givenInstances(1, 'missing')): Snapshot =>
  givenSnapshot(takenAt, {
    health: { instances, incidents: instances.map(lossOf) },
    alert: alertOf(instances.map(openingOf), takenAt),
    outbox: [takenAt],
  });
