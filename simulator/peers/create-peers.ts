import type { Network } from '../network.ts';
import type { Mode } from '../options.ts';
import type { VersionBehaviour } from '../version.ts';
import { DirectLinks } from './direct-links.ts';
import { Gossip } from './gossip.ts';
import { NatsPeers } from './nats-peers.ts';
import type { Peers } from './peers.ts';

interface Connecting {
  readonly mode: Mode;
  readonly behaviour: VersionBehaviour;
  readonly enterprise: boolean;
  readonly network: Network;
  readonly later: (at: number, action: () => void) => void;
  readonly seed: number;
}

/** How processes learn of each other; null where none keeps a list of its peers. */
export function createPeers({ mode, behaviour, enterprise, ...tools }: Connecting): Peers | null {
  if (mode === 'microservices' || !enterprise) return null;
  if (behaviour.linksDirectly) return new DirectLinks(tools.network);
  if (mode === 'nats') return new NatsPeers();
  return new Gossip({ ...tools, missesSameSecond: behaviour.missesSameSecond });
}
