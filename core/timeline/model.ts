import type { Timestamp } from '../base/time.ts';
import type { Acknowledgement, IncidentId } from '../incidents/incident.ts';
import type { Silence } from '../incidents/silence.ts';
import type { Status } from '../cluster/known-instance.ts';
import { type FailureKind, failureKinds } from '../observation/failure.ts';
import type { Outcome } from '../observation/observation.ts';
import type { Severity } from '../settings/values.ts';

/*
 * What report, console, widget and history show of a workspace, as one JSON: figures from every check, at any range.
 */

/** `unseen`: the workspace could not be seen, or no check was made. The best first. */
export const laneStates = [
  'healthy',
  'replaced',
  'unseen',
  'unknown',
  'disconnected',
  'unresponsive',
  'missing',
] as const;
export type LaneState = Status | 'unseen';

/**
 * What came of a call to the workspace. `unjudged`: it answered, but with a list that is not believed yet, or too long
 * to be kept; `unchecked`: there was no call.
 */
export const callStates = ['answered', 'unchecked', 'unjudged', ...failureKinds] as const;
export type CallState = 'answered' | 'unchecked' | 'unjudged' | FailureKind;

export type Seconds<State extends string> = Readonly<Partial<Record<State, number>>>;

/** A stretch of time in which something stayed as it was; `to` is not in it. */
export interface Run<State extends string> {
  /** How it was; the worst of it where it changed too often to be kept. */
  readonly state: State;
  readonly from: Timestamp;
  readonly to: Timestamp;
  /** Seconds in each state where it changed; null where it did not. */
  readonly mixed: Seconds<State> | null;
}

/** How much of the time could be judged, and how it was. */
export interface Judged {
  /** Time for which the workspace was seen. */
  readonly seenSeconds: number;
  /** Of that, the time in which every instance was healthy. */
  readonly allHealthySeconds: number;
  /** Time for which it could not be seen, and in which no check was made: neither counts in the above. */
  readonly unseenSeconds: number;
  readonly uncheckedSeconds: number;
}

export type FailureCounts = Readonly<Partial<Record<FailureKind, number>>>;

/** A stretch of time in figures, from every check in it. */
export interface Period {
  readonly from: Timestamp;
  readonly to: Timestamp;
  readonly checks: number;
  /** Those that could not see the workspace, and of which kind they were. */
  readonly failedChecks: number;
  readonly failures: FailureCounts;
  readonly judged: Judged;
}

/** A part of the time, for charts; null where no check made something known. */
export interface Bucket extends Period {
  /** Seconds in each state, all instances together. */
  readonly seconds: Seconds<LaneState>;
  /** The worst state that any instance was in; null where none was seen. */
  readonly worst: LaneState | null;
  /** How long the workspace took to answer: half of the answers took no longer, 95 of 100, and all. Within 5 %. */
  readonly p50Milliseconds: number | null;
  readonly p95Milliseconds: number | null;
  readonly maxMilliseconds: number | null;
  readonly minHealthy: number | null;
  readonly maxListed: number | null;
}

/** One process of a lane. */
export interface LaneProcess {
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  readonly startedAt: Timestamp | null;
  /** The check that first showed it, or the beginning of what is drawn. */
  readonly firstSeenAt: Timestamp;
  /** When the lane became its own; null for the first. */
  readonly tookOverAt: Timestamp | null;
  /** The last answer that listed it, or the end of what is drawn. */
  readonly lastSeenAt: Timestamp;
  /** Its last known status. */
  readonly status: Status;
  readonly totalMemoryBytes: number | null;
  /** At its start: the list has no more. */
  readonly freeMemoryBytes: number | null;
  readonly freeMemoryPercent: number | null;
  readonly nodeVersion: string | null;
}

/** The highest value in a part of the time. */
export interface Peak {
  readonly from: Timestamp;
  readonly to: Timestamp;
  readonly value: number;
}

/** The memory of the process that a lane has now, as it reported it last. */
export interface LaneMemory {
  readonly at: Timestamp;
  readonly residentBytes: number;
  /** Of its host, unless an open incident names another. */
  readonly limitBytes: number | null;
  /** Where it grows for good. */
  readonly bytesPerHour: number | null;
  readonly reachesLimitAt: Timestamp | null;
}

/** An instance through time: a place, and the processes that had it one after the other. */
export interface Lane {
  /** Of the place that it had for most of the time. */
  readonly name: string;
  /** In the order in which they took over. */
  readonly processes: readonly LaneProcess[];
  /** How many earlier ones are left out of the list. */
  readonly omittedProcesses: number;
  readonly runs: ReadonlyArray<Run<LaneState>>;
  /** From every check, whatever was put together in `runs`. */
  readonly seconds: Seconds<LaneState>;
  /** The memory that its processes held, in bytes, as they reported it themselves; empty where they are not asked. */
  readonly resident: readonly Peak[];
  readonly memory: LaneMemory | null;
}

/** An incident that opened: how long it lasted is what its alerts say. */
export interface IncidentSpan {
  readonly id: IncidentId;
  readonly kind: string;
  readonly severity: Severity;
  /** Ids of processes; empty where it is about the workspace. */
  readonly subjects: readonly string[];
  /** In one line for a person, in the words of its opening. */
  readonly summary: string;
  /** The observation that first saw something wrong. */
  readonly since: Timestamp;
  readonly openedAt: Timestamp;
  /** The observation that first saw all well again; null while something is wrong. */
  readonly endedAt: Timestamp | null;
  /** The check that took it as over; null while it is open, also while it waits for all to stay well. */
  readonly resolvedAt: Timestamp | null;
  /** Why it ended, where that was sent. */
  readonly reason: string | null;
  /** There where somebody took care of it. */
  readonly acknowledged?: Acknowledgement;
}

/** An alert that was sent, or waits for it. */
export interface AlertMark {
  readonly id: string;
  readonly takenAt: Timestamp;
  readonly severity: Severity;
  readonly title: string;
  /** Whether it holds nothing but resolutions. */
  readonly isOver: boolean;
  /** Its changes, one line each. */
  readonly summaries: readonly string[];
  readonly omittedSummaries: number;
  /** Those that it is about. */
  readonly incidents: readonly IncidentId[];
  /** When it had been handed over; null where that is not known to have happened. */
  readonly deliveredAt: Timestamp | null;
}

/** The last so many hours or days before the end of a timeline; null where no check was made in them. */
export interface Uptime {
  readonly '24h': Period | null;
  readonly '7d': Period | null;
  readonly '30d': Period | null;
  readonly '90d': Period | null;
}

/** The last check. */
export interface CurrentStatus {
  readonly takenAt: Timestamp;
  readonly outcome: Outcome;
  /** As last seen. */
  readonly healthy: number;
  readonly listed: number;
}

/** The history of a workspace, as far as it can be drawn: a size that no number of checks makes larger. */
export interface Timeline extends Period {
  readonly workspace: string;
  /** The last check up to the end; null where there is none. */
  readonly current: CurrentStatus | null;
  readonly calls: ReadonlyArray<Run<CallState>>;
  /** In no particular order. */
  readonly lanes: readonly Lane[];
  readonly omittedLanes: number;
  /** How long each bucket is; they begin at whole multiples of it since 1970. */
  readonly resolutionSeconds: number;
  readonly buckets: readonly Bucket[];
  readonly incidents: readonly IncidentSpan[];
  readonly omittedIncidents: number;
  readonly alerts: readonly AlertMark[];
  readonly omittedAlerts: number;
  /** Those that were in force at any check, maintenance windows included, the first to begin first. */
  readonly silences: readonly Silence[];
  /** Ends with the timeline, but reaches back beyond its beginning. */
  readonly uptime: Uptime;
  /** Each day (UTC) of the 90 before the end in which a check was made, the earliest first. */
  readonly days: readonly Period[];
}
