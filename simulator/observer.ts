import type { Cluster } from './cluster.ts';
import type { SimulatedProcess } from './process.ts';
import type { Observer } from './view.ts';

/**
 * Whose view a process answers with; null where none keeps a list of its peers; or why it cannot answer. One that has
 * removed itself from its own broker hands on what a peer answers it, as long as it knows of one.
 */
export function observerBehind(
  process: SimulatedProcess,
  { peers, living }: Pick<Cluster, 'peers'> & { readonly living: readonly SimulatedProcess[] },
  at: number,
): Observer | null | 'degraded' | 'broker-starting' {
  if (peers === null) return null;
  if (process.brokerUpSince === null) return 'degraded';
  if (at < process.brokerUpSince) return 'broker-starting';
  if (!process.removedItself) return { process, peers };
  const peer = living.find((other) => other !== process && peers.sees(process, other, at));
  return peer === undefined ? 'degraded' : { process: peer, peers };
}
