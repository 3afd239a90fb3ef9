import type { Timestamp } from '../time.ts';
import type { Instance } from '../observation/instance.ts';
import type { Incident } from '../incidents/incident.ts';
import type { ProbeMemory } from './probes.ts';

export const statuses = ['healthy', 'disconnected', 'unresponsive', 'missing', 'replaced'] as const;
/** A fact about an instance; what is made of it is an incident's business. */
export type Status = (typeof statuses)[number];

/** An instance as the checks so far know it; its record is that of the last answer that listed it. */
export interface KnownInstance extends Instance {
  readonly status: Status;
  /** Whether the last answer listed it. */
  readonly listed: boolean;
  /** Heartbeat age in that answer; null where it cannot be known. */
  readonly heartbeatAgeSeconds: number | null;
  /** The earliest registration known under this id: when the process started, as far as anyone can tell. */
  readonly startedAt: Timestamp | null;
  /** The check that first listed it; null where it was there before the first check. */
  readonly arrivedAt: Timestamp | null;
  /** The check that last listed it. */
  readonly lastSeenAt: Timestamp;
  /** Whether any check has seen it with a fresh heartbeat: only then can it be lost. */
  readonly onceHealthy: boolean;
  /** The check that first saw it unresponsive or missing; null while it is neither. */
  readonly lostSince: Timestamp | null;
  /** Ids of the process whose place it took, and of the one that took its own. */
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  /** When, within the restart window, its place was taken over, predecessors included, oldest first. */
  readonly replacedAt: readonly Timestamp[];
  /** What is remembered of the times it was asked; absent where instances are not asked. */
  readonly probed?: ProbeMemory;
}

/** Whether the last answer showed it alive: a record whose heartbeat was never believed may be of a process long gone. */
export const isAlive = ({ listed, onceHealthy, lostSince }: KnownInstance): boolean =>
  listed && onceHealthy && lostSince === null;

/** That an observer said that it has no connection to a peer. */
export interface BrokenConnection {
  readonly observer: string;
  readonly peer: string;
  /** When it first said so; or when the answers began each of which had some connection of one of the two broken. */
  readonly since: Timestamp;
  /** The last check at which the observer said so. */
  readonly confirmedAt: Timestamp;
}

/** All that evaluation remembers from one check to the next. */
export interface HealthState {
  readonly instances: readonly KnownInstance[];
  readonly incidents: readonly Incident[];
  readonly brokenConnections: readonly BrokenConnection[];
  /** The last check that saw the workspace; null before the first. */
  readonly seenAt: Timestamp | null;
  /** The check that first saw an empty list, while that is not yet confirmed or contradicted; else null. */
  readonly emptySince: Timestamp | null;
}
