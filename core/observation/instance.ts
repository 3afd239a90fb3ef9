import type { ProbeResult } from './probe-result.ts';
import type { Timestamp } from '../base/time.ts';

/**
 * One server process as the workspace lists it. Every field but `id` may be unknown: older versions leave fields
 * out, and microservices register without host, port or `os`.
 */
export interface Instance {
  /** `instanceRecord._id`: a UUID made anew at every process start. */
  readonly id: string;
  /** The service's name: `rocket.chat`, or `ddp-streamer` and the like in microservices mode. */
  readonly name: string | null;
  /** Usually 1 in a container. */
  readonly pid: number | null;
  /** Where the observer reaches the process, as it says; absent for a peer it has lost. */
  readonly address: string | null;
  readonly host: string | null;
  readonly port: string | null;
  readonly tcpPort: number | null;
  /** `_createdAt`: process start, or a later registration after a stall outlived the record. In MongoDB's clock. */
  readonly registeredAt: Timestamp | null;
  /** `_updatedAt`: touched every 10 s by a living process; the only live heartbeat. In MongoDB's clock. */
  readonly heartbeatAt: Timestamp | null;
  /** Whether the process that answered is connected to this one: its view, and false for all where it has none. */
  readonly connected: boolean | null;
  /** True for the entry of the process that answered. */
  readonly local: boolean;
  /** Memory of the host at process start; never updated afterwards. */
  readonly totalMemoryBytes: number | null;
  readonly freeMemoryBytes: number | null;
  /** As Node writes it: `v22.16.0`. */
  readonly nodeVersion: string | null;
  /** Open client connections (`conns`). */
  readonly clientConnections: number | null;
  /** What it reported itself when it was asked; absent where instances are not asked. */
  readonly live?: ProbeResult;
}
