import type { KnownInstance } from '../cluster/known-instance.ts';
import type { Instance } from '../observation/instance.ts';
import type { Observation } from '../observation/observation.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What a check saw, from its snapshot: all that evaluation looks at, so that it can be judged anew. The oddities of
 * the answer are not kept. Where `omitted` says that the state was left out, so is what was seen.
 */
export function observationOf(snapshot: Snapshot): Observation {
  const { outcome, failure, observer, serverDate, degraded, certificateUntil } = snapshot;
  if (outcome !== 'ok')
    return failure ?? { outcome, detail: 'what was seen instead is not recorded', httpStatus: null };
  return {
    outcome,
    instances: listedAt(snapshot),
    observer,
    serverDate,
    degraded,
    ...(certificateUntil !== undefined && { certificateUntil }),
    oddities: [],
  };
}

function listedAt({ observedAt, health, forgotten }: Snapshot): readonly Instance[] {
  // The state is that from before an empty list.
  if (health.emptySince === observedAt) return [];
  return [...health.instances.filter(({ listed }) => listed).map(asListed), ...forgotten];
}

/** An instance as an answer listed it, without what the checks have made of it. */
export const asListed = (known: KnownInstance): Instance => ({
  id: known.id,
  name: known.name,
  pid: known.pid,
  address: known.address,
  host: known.host,
  port: known.port,
  tcpPort: known.tcpPort,
  registeredAt: known.registeredAt,
  heartbeatAt: known.heartbeatAt,
  connected: known.connected,
  local: known.local,
  totalMemoryBytes: known.totalMemoryBytes,
  freeMemoryBytes: known.freeMemoryBytes,
  nodeVersion: known.nodeVersion,
  clientConnections: known.clientConnections,
  ...(known.live !== undefined && { live: known.live }),
});
