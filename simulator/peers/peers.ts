import type { SimulatedProcess } from '../process.ts';

/** What happens in a workspace, as far as it changes who is connected to whom. */
export type PeerEvent =
  | { readonly kind: 'joined' | 'left' | 'woke' | 'removed itself'; readonly process: SimulatedProcess }
  | { readonly kind: 'forgotten'; readonly id: string }
  | { readonly kind: 'network changed' };

/** What processes know of each other. Times are milliseconds since 1970. */
export interface Peers {
  /** To be called at the time at which it happens, in the order in which things happen. */
  note(event: PeerEvent, at: number): void;
  /** Whether one process calls another connected. */
  sees(observer: SimulatedProcess, peer: SimulatedProcess, at: number): boolean;
  /** When an observer last heard of a peer that it calls connected. */
  lastHeard(observer: SimulatedProcess, peer: SimulatedProcess, at: number): number;
}
