import { secondsBetween, type Timestamp } from '../base/time.ts';
import type { Instance } from '../observation/instance.ts';
import type { ProbeMemory } from './probe-memory.ts';

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
  /** What is remembered of the times it was probed; absent where instances are not probed. */
  readonly probed?: ProbeMemory;
}

/** Whether the last answer showed it alive: a record whose heartbeat was never believed may be of a process long gone. */
export const isAlive = ({ listed, onceHealthy, lostSince }: KnownInstance): boolean =>
  listed && onceHealthy && lostSince === null;

/** Whether a loss that nothing replaced has lasted so long that it is taken as meant. */
export const isAccepted = (
  { lostSince, replacedBy }: KnownInstance,
  forgetAfterSeconds: number,
  at: Timestamp,
): boolean => lostSince !== null && replacedBy === null && secondsBetween(lostSince, at) >= forgetAfterSeconds;

/** The instances by id. */
export const byId = <Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> =>
  new Map(items.map((item) => [item.id, item]));
