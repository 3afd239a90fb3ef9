import { secondsBetween, type Timestamp } from '../base/time.ts';
import type { Instance } from '../observation/instance.ts';
import type { ProbeMemory } from './probe-memory.ts';

export const statuses = ['healthy', 'disconnected', 'unknown', 'unresponsive', 'missing', 'replaced'] as const;
/** A fact about an instance; what is made of it is an incident's business. `unknown`: its heartbeat cannot be believed. */
export type Status = (typeof statuses)[number];

/** What the last views said of an instance's connections. */
export interface Calls {
  /** The observation that first called it disconnected. */
  readonly since: Timestamp;
  /**
   * One character for each of the last views, the oldest first: `d` where it was called disconnected, `c` connected,
   * `o` where it was the observer itself, `-` where nothing can be said.
   */
  readonly views: string;
}

/** An instance as the checks so far know it; its record is that of the last answer that listed it. */
export interface KnownInstance extends Instance {
  readonly status: Status;
  /** Whether the last answer listed it. */
  readonly listed: boolean;
  /** Heartbeat age in that answer; null where it cannot be known. */
  readonly heartbeatAgeSeconds: number | null;
  /** The observation that first showed this heartbeat; null where it has none. */
  readonly heartbeatSince: Timestamp | null;
  /** Whether its heartbeat has moved since it was first listed: only then is it known to be a live one. */
  readonly hasMoved: boolean;
  /** The earliest registration known under this id: when the process started, as far as anyone can tell. */
  readonly startedAt: Timestamp | null;
  /** The observation that first listed it; null where it was there before the first. */
  readonly arrivedAt: Timestamp | null;
  /** The observation that last listed it. */
  readonly lastSeenAt: Timestamp;
  /** Whether any check has seen it with a fresh heartbeat: only then can it be lost. */
  readonly onceHealthy: boolean;
  /** The observation that first saw it unresponsive or missing; null while it is neither. */
  readonly lostSince: Timestamp | null;
  /** Ids of the process whose place it took, and of the one that took its own. */
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  /** When, within the restart window, its place was taken over, predecessors included, oldest first. */
  readonly replacedAt: readonly Timestamp[];
  /** There where only the number of processes says that it was replaced, not its place. */
  readonly isReplacedByCount?: true;
  /** There where one process has followed another in its place within the replacement window. */
  readonly isPlaceLasting?: true;
  /**
   * How it stood at the last answers, the oldest first: `1` where it was lost and nothing had replaced it, else `0`.
   * Absent where it was never lost at these.
   */
  readonly course?: string;
  /** What the last answers said of its connections; absent where none said that it has lost one. */
  readonly calls?: Calls;
  /** What is remembered of the times it was probed; absent where instances are not probed. */
  readonly probed?: ProbeMemory;
}

/** Whether the last answer showed it alive: a record whose heartbeat was never believed may be of a process long gone. */
export const isAlive = ({ listed, onceHealthy, lostSince, status }: KnownInstance): boolean =>
  listed && onceHealthy && lostSince === null && status !== 'unknown';

/** Whether it does its work, whatever its connections to others. */
export const isServing = ({ onceHealthy, status }: KnownInstance): boolean =>
  onceHealthy && (status === 'healthy' || status === 'disconnected');

/** Whether a loss that nothing replaced has lasted so long that it is taken as meant. */
export const isAccepted = (
  { lostSince, replacedBy }: KnownInstance,
  forgetAfterSeconds: number,
  at: Timestamp,
): boolean => lostSince !== null && replacedBy === null && secondsBetween(lostSince, at) >= forgetAfterSeconds;

/** The instances by id. */
export const byId = <Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> => {
  const itemById = new Map<string, Item>();
  for (const item of items) itemById.set(item.id, item);
  return itemById;
};

/** The process that follows a process in its place now, itself where none does. */
export function latestInLine(id: string, instanceById: ReadonlyMap<string, KnownInstance>): string {
  const seen = new Set([id]);
  let latest = id;
  for (;;) {
    const next = instanceById.get(latest)?.replacedBy ?? null;
    // Two that replaced each other by turns would go round for ever.
    if (next === null || seen.has(next) || !instanceById.has(next)) return latest;
    seen.add(next);
    latest = next;
  }
}
