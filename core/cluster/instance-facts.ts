import type { Timestamp } from '../base/time.ts';

/** How a person recognises an instance, as last known: it may be gone when this is read. */
export interface InstanceFacts {
  readonly id: string;
  readonly name: string | null;
  readonly address: string | null;
  readonly host: string | null;
  readonly port: string | null;
  readonly pid: number | null;
  readonly startedAt: Timestamp | null;
  readonly heartbeatAt: Timestamp | null;
  readonly nodeVersion: string | null;
  readonly totalMemoryBytes: number | null;
  readonly freeMemoryBytes: number | null;
}

/** Without what else is known of the instance. */
export const factsOf = (instance: InstanceFacts): InstanceFacts => ({
  id: instance.id,
  name: instance.name,
  address: instance.address,
  host: instance.host,
  port: instance.port,
  pid: instance.pid,
  startedAt: instance.startedAt,
  heartbeatAt: instance.heartbeatAt,
  nodeVersion: instance.nodeVersion,
  totalMemoryBytes: instance.totalMemoryBytes,
  freeMemoryBytes: instance.freeMemoryBytes,
});

/** Free memory of the host when the process started, in percent of the total; null where it is not known. */
export function freeMemoryPercent({
  freeMemoryBytes,
  totalMemoryBytes,
}: Pick<InstanceFacts, 'freeMemoryBytes' | 'totalMemoryBytes'>): number | null {
  if (freeMemoryBytes === null || totalMemoryBytes === null || totalMemoryBytes <= 0) return null;
  return freeMemoryBytes <= totalMemoryBytes ? (100 * freeMemoryBytes) / totalMemoryBytes : null;
}
