/** Seconds since the beginning of the data. */
type Offset = number;

/** A stretch of time in a state: from, until, the index of the state, and where it changed, seconds in each state. */
export type DataRun = readonly [Offset, Offset, number, Readonly<Record<string, number>>?];

export interface DataLane {
  readonly name: string;
  /** For a person: `99.98 %`. */
  readonly availability: string;
  /** Their ids, the earliest first, each with its name and the check that first saw it. */
  readonly processes: ReadonlyArray<readonly [id: string, name: string, firstSeenAt: Offset]>;
  readonly omittedProcesses: number;
  readonly runs: readonly DataRun[];
  /** From, until, bytes. */
  readonly resident: ReadonlyArray<readonly [Offset, Offset, number]>;
  readonly memory: DataMemory | null;
}

/** The memory of the process that a lane has now, as it reported it last. */
export interface DataMemory {
  readonly bytes: number;
  readonly limitBytes: number | null;
  readonly bytesPerHour: number | null;
  /** Milliseconds since 1970. */
  readonly reachesLimitAt: number | null;
}

/** What the checks of a part of the time have in common; null where none made it known. */
export interface DataBucket {
  readonly from: Offset;
  readonly to: Offset;
  readonly checks: number;
  readonly failures: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly max: number | null;
  readonly minHealthy: number | null;
  readonly maxListed: number | null;
}

export interface DataAcknowledgement {
  readonly by: string;
  readonly at: Offset;
  readonly note: string;
}

export interface DataIncident {
  readonly id: string;
  readonly kind: string;
  readonly severity: string;
  readonly summary: string;
  readonly since: Offset;
  readonly openedAt: Offset;
  /** Null while something is wrong. */
  readonly endedAt: Offset | null;
  /** Whether it is still open, also where it only waits for all to stay well. */
  readonly isOpen: boolean;
  readonly reason: string | null;
  /** Who takes or took care of it; null: nobody said so. */
  readonly acknowledged: DataAcknowledgement | null;
  /** The lanes that it is about, by index. */
  readonly lanes: readonly number[];
  /** Its alerts, by index. */
  readonly alerts: readonly number[];
}

export interface DataAlert {
  readonly at: Offset;
  readonly severity: string;
  readonly title: string;
  readonly isOver: boolean;
  readonly summaries: readonly string[];
  readonly omittedSummaries: number;
  /** Seconds until it was delivered; null where it is not known to have been. */
  readonly deliveredAfter: number | null;
}

/** How a part of the time went; percent is null where nothing is known. */
export interface DataPeriod {
  readonly percent: number | null;
  /** For a person: `99.98 %`. */
  readonly text: string;
  /** Checks that failed, of those that were made. */
  readonly failed: number;
  readonly checks: number;
}

/** How much of the last days went well. */
export interface DataUptime {
  readonly spans: ReadonlyArray<readonly [label: string, period: DataPeriod | null]>;
  /** Days in UTC, the earliest first, those without a check included. */
  readonly days: ReadonlyArray<readonly [day: string, period: DataPeriod | null]>;
}

/** The last check. */
export interface DataCurrent {
  readonly at: Offset;
  readonly outcome: string;
  readonly healthy: number;
  readonly listed: number;
}

/** What a page draws of a workspace, as JSON. */
export interface TimelineData {
  readonly workspace: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly seconds: Offset;
  readonly current: DataCurrent | null;
  readonly checks: number;
  readonly failedChecks: number;
  readonly laneStates: readonly string[];
  readonly callStates: readonly string[];
  readonly lanes: readonly DataLane[];
  readonly omittedLanes: number;
  readonly calls: readonly DataRun[];
  readonly buckets: readonly DataBucket[];
  readonly incidents: readonly DataIncident[];
  readonly omittedIncidents: number;
  readonly alerts: readonly DataAlert[];
  readonly omittedAlerts: number;
  readonly uptime: DataUptime;
}
