import type { RecordDates } from './collection.ts';
import type { Connections } from './connections.ts';
import type { SimulatedProcess } from './process.ts';
import type { ConnectionView, ListedInstance } from './rendering.ts';

/** The process that answers, and whom it is connected to; null where processes keep no such list. */
export interface Observer {
  readonly process: SimulatedProcess;
  readonly connections: Connections;
}

const timestamp = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** Whole seconds of that process's own uptime. */
const uptimeSeconds = (process: SimulatedProcess, at: number): number =>
  Math.floor((at - process.birth.spawnedAt) / 1000);

const connectionView = (observer: Observer | null, peer: SimulatedProcess, at: number): ConnectionView => {
  if (observer === null) return { kind: 'none' };
  const { process, connections } = observer;
  // A process does not hear itself: its own entry keeps the uptime at which its broker started.
  if (peer === process) return { kind: 'local', lastHeartbeatSeconds: uptimeSeconds(peer, peer.birth.readyAt) };
  return connections.areConnected(process, peer, at)
    ? { kind: 'connected', lastHeartbeatSeconds: uptimeSeconds(process, peer.hungSince ?? at) }
    : { kind: 'lost' };
};

/** A record as it is listed. Its dates are in the database's clock, which is ahead by the skew. */
export const listed = (
  process: SimulatedProcess,
  { createdAt, updatedAt }: RecordDates,
  { observer, at, skewMilliseconds }: { observer: Observer | null; at: number; skewMilliseconds: number },
): ListedInstance => ({
  id: process.id,
  createdAt: timestamp(createdAt + skewMilliseconds),
  updatedAt: timestamp(updatedAt + skewMilliseconds),
  service: process.birth.service,
  pid: 1,
  information: process.birth.information,
  // Registration writes no number of clients; the first one follows when clients have come.
  clientConnections: updatedAt > createdAt ? process.clientConnections(updatedAt) : null,
  connection: connectionView(observer, process, at),
});
