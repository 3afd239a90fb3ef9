import type { Network } from '../network.ts';
import type { Hang, SimulatedProcess } from '../process.ts';
import type { Peers } from './peers.ts';

/** From two processes being able to talk until they are connected. */
const connectMilliseconds = 3_000;

const byStart = (a: Hang, b: Hang): number => a.from - b.from;

/**
 * Up to 5.x: each process holds a connection to each other one, and says what it knows of it itself. A connection
 * outlives the hanging of either end, but none is made to a hung process.
 */
export class DirectLinks implements Peers {
  readonly #network: Network;

  constructor(network: Network) {
    this.#network = network;
  }

  note(): void {
    // What the processes and the network remember is enough.
  }

  sees(a: SimulatedProcess, b: SimulatedProcess, at: number): boolean {
    if (a.state(at) === 'dead' || b.state(at) === 'dead') return false;
    if (a.brokerUpSince === null || b.brokerUpSince === null) return false;
    const link = this.#network.linkBetween(a.id, b.id);
    if (link.kind !== 'open') return false;
    return connectedFrom(Math.max(a.brokerUpSince, b.brokerUpSince, link.since), [...a.hangs, ...b.hangs]) <= at;
  }

  lastHeard(_observer: SimulatedProcess, peer: SimulatedProcess, at: number): number {
    return peer.hungSince ?? at;
  }
}

/** When the connection stands, if the attempt begins at that time and starts over after each hang that falls into it. */
function connectedFrom(attemptFrom: number, hangs: readonly Hang[]): number {
  return (
    hangs.toSorted(byStart).reduce((from, hang) => {
      const fallsIntoAttempt = hang.from < from + connectMilliseconds && (hang.to ?? Infinity) > from;
      return fallsIntoAttempt ? (hang.to ?? Infinity) : from;
    }, attemptFrom) + connectMilliseconds
  );
}
