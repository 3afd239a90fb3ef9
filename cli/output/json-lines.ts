import { freeMemoryPercent } from '../../core/cluster/instance-facts.ts';
import { ownAnswer } from '../../core/cluster/probes.ts';
import type { Silence } from '../../core/incidents/silence.ts';
import type { HealthState } from '../../core/incidents/health-state.ts';
import type { KnownInstance } from '../../core/cluster/known-instance.ts';
import type { Timestamp } from '../../core/base/time.ts';
import type { Outcome } from '../../core/observation/observation.ts';

/** What a check has to show, made by a watch or on AWS. */
export interface CheckView {
  readonly workspace: string;
  readonly takenAt: Timestamp;
  readonly outcome: Outcome;
  readonly observer: string | null;
  readonly health: HealthState;
  /** Those in force. @default none */
  readonly silences?: readonly Silence[];
}

/** The instances a check speaks of: those in the answer, and those that should have been. */
export const shownInstances = ({ instances }: HealthState): KnownInstance[] =>
  instances.filter(({ listed, status }) => listed || status === 'missing');

/** Whether nothing stands out. An empty list does: the process that answered should be in it. */
export const isHealthy = ({ outcome, health }: CheckView): boolean =>
  outcome === 'ok' &&
  // A state that is permanent is no problem of this check.
  health.incidents.every(({ isNotice }) => isNotice) &&
  health.instances.length > 0 &&
  shownInstances(health).every(({ status }) => status === 'healthy' || status === 'replaced');

/** A check as one line of JSON: the contract of `--json`. */
export function checkLine({ workspace, takenAt, outcome, observer, health }: CheckView): string {
  const isSighting = outcome === 'ok';
  return JSON.stringify({
    type: 'check',
    workspace,
    takenAt,
    outcome,
    observer,
    instances: shownInstances(health).map((instance) => ({
      id: instance.id,
      status: instance.status,
      address: instance.address,
      host: instance.host,
      port: instance.port,
      pid: instance.pid,
      // Without an observer, connection says nothing.
      connected: observer === null ? null : instance.connected,
      heartbeatAgeSeconds: isSighting ? wholeSeconds(instance.heartbeatAgeSeconds) : null,
      freeMemoryPercent: withOneDecimal(freeMemoryPercent(instance)),
      startedAt: instance.startedAt,
      ...liveFields(instance),
    })),
    incidents: health.incidents.map(({ kind, subjects, state, since }) => ({ kind, subjects, state, since })),
  });
}

/** Only of instances that were asked themselves. */
const liveFields = (instance: KnownInstance) => {
  const live = ownAnswer(instance);
  return (
    instance.live !== undefined && {
      residentMiB: wholeMebibytes(live?.residentBytes ?? null),
      heapUsedMiB: wholeMebibytes(live?.heapUsedBytes ?? null),
      ready: live?.ready ?? null,
    }
  );
};

const wholeMebibytes = (bytes: number | null): number | null => (bytes === null ? null : Math.round(bytes / 1024 ** 2));

/** Those that have passed: an age must not seem to have reached a limit that it has not. */
export const wholeSeconds = (seconds: number | null): number | null => (seconds === null ? null : Math.floor(seconds));

export const withOneDecimal = (value: number | null): number | null =>
  value === null ? null : Number(value.toFixed(1));
