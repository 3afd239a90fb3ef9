import type { RecordDates } from './collection.ts';
import type { Peers } from './peers/peers.ts';
import type { SimulatedProcess } from './process.ts';
import type { ConnectionView, ListedInstance } from './rendering.ts';
import { toTimestamp, type Timestamp } from '../core/base/time.ts';

/** The process that answers, and what it knows of its peers. */
export interface Observer {
  readonly process: SimulatedProcess;
  readonly peers: Peers;
}

interface ViewPoint {
  /** Null where processes keep no list of their peers. */
  readonly observer: Observer | null;
  readonly at: number;
  /** Whether `address` is what a process calls its host; else it is the first address of its machine. */
  readonly addressIsHost: boolean;
}

const timestamp = (milliseconds: number): Timestamp => toTimestamp(new Date(milliseconds));

/** Whole seconds of that process's own uptime. */
const uptimeSeconds = (process: SimulatedProcess, at: number): number =>
  Math.floor((at - process.birth.spawnedAt) / 1000);

const connectionView = (peer: SimulatedProcess, { observer, at }: ViewPoint): ConnectionView => {
  if (observer === null) return { kind: 'none' };
  const { process, peers } = observer;
  // A process does not hear itself: its own entry keeps the uptime at which its broker started.
  if (peer === process) return { kind: 'local', lastHeartbeatSeconds: uptimeSeconds(peer, peer.birth.brokerAt) };
  if (!peers.sees(process, peer, at)) return { kind: 'lost' };
  return { kind: 'connected', lastHeartbeatSeconds: uptimeSeconds(process, peers.lastHeard(process, peer, at)) };
};

/** A record as it is listed. */
export const listed = (
  process: SimulatedProcess,
  { createdAt, updatedAt, registeredAt }: RecordDates,
  point: ViewPoint,
): ListedInstance => ({
  id: process.id,
  createdAt: timestamp(createdAt),
  updatedAt: timestamp(updatedAt),
  service: process.birth.service,
  pid: 1,
  address: point.addressIsHost ? process.birth.place.host : process.birth.ip,
  information: process.birth.information,
  clientConnections: process.clientConnections(registeredAt, point.at),
  connection: connectionView(process, point),
});
