import type { Timestamp } from '../base/time.ts';

/**
 * Why an instance did not report what it was asked for.
 * - `no-address`: it names none, or one that every machine has (`localhost`);
 * - `shared-address`: another instance of the list is at the same one;
 * - `forbidden-address`: link-local, such as the metadata service of a cloud, or none of a single machine;
 * - `unroutable`: no way leads there, or the name is unknown; `no-connection`: refused or broken; `timeout`;
 * - `bad-answer`: something answered, but not as a Rocket.Chat process does;
 * - `no-time`: the check had no time left to ask;
 * - `put-off`: not asked this time, because it has never answered and was asked often enough.
 */
export const probeFailures = [
  'no-address',
  'shared-address',
  'forbidden-address',
  'unroutable',
  'no-connection',
  'timeout',
  'bad-answer',
  'no-time',
  'put-off',
] as const;
export type ProbeFailure = (typeof probeFailures)[number];

/** What an instance itself reported when a check asked it. Null is unknown: whatever was not asked, or not answered. */
export interface ProbeResult {
  readonly residentBytes: number | null;
  readonly heapUsedBytes: number | null;
  readonly heapTotalBytes: number | null;
  readonly eventLoopLagSeconds: number | null;
  /** When the process that answered started, in its own clock. */
  readonly startedAt: Timestamp | null;
  /** False: it answered that it is not (HTTP 503). */
  readonly ready: boolean | null;
  /** Of Rocket.Chat, as its metrics say; absent where they do not. */
  readonly version?: string;
  /** Why there are no metrics; null where there are, or they are not asked for. */
  readonly metricsTrouble: ProbeFailure | null;
  /** Why readiness is not known; null where it is, or is not asked for. */
  readonly readyTrouble: ProbeFailure | null;
}

export const emptyProbeResult: ProbeResult = {
  residentBytes: null,
  heapUsedBytes: null,
  heapTotalBytes: null,
  eventLoopLagSeconds: null,
  startedAt: null,
  ready: null,
  metricsTrouble: null,
  readyTrouble: null,
};

/** Whether the troubles are those of somebody who could have answered and did not. */
export const isNoAnswer = (trouble: ProbeFailure | null): boolean =>
  trouble === 'unroutable' || trouble === 'no-connection' || trouble === 'timeout';
