import type { Timestamp } from '../base/time.ts';
import { type FailureKind, failureKinds } from '../observation/failure.ts';
import type { AlertMark } from './alert-marks.ts';
import type { Bucket } from './buckets.ts';
import type { IncidentSpan } from './incidents.ts';
import type { Lane } from './lane.ts';
import type { Run } from './run.ts';

/**
 * What came of a call to the workspace. `unjudged`: it answered, but with a list that is not believed yet, or too long
 * to be kept; `unchecked`: there was no call.
 */
export const callStates = ['answered', 'unchecked', 'unjudged', ...failureKinds] as const;
export type CallState = 'answered' | 'unchecked' | 'unjudged' | FailureKind;

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

/** The history of a workspace, as far as it can be drawn: a size that no number of checks makes larger. */
export interface Timeline {
  readonly workspace: string;
  readonly since: Timestamp;
  readonly until: Timestamp;
  /** The last check; null where there was none. */
  readonly lastCheckAt: Timestamp | null;
  readonly checks: number;
  /** Those that could not see the workspace. */
  readonly failedChecks: number;
  readonly calls: ReadonlyArray<Run<CallState>>;
  readonly judged: Judged;
  /** In no particular order. */
  readonly lanes: readonly Lane[];
  readonly omittedLanes: number;
  readonly buckets: readonly Bucket[];
  readonly incidents: readonly IncidentSpan[];
  readonly omittedIncidents: number;
  readonly alerts: readonly AlertMark[];
  readonly omittedAlerts: number;
}
