import type { Timestamp } from '../base/time.ts';
import type { BrokenConnection } from '../cluster/connections.ts';
import type { KnownInstance } from '../cluster/known-instance.ts';
import type { Incident } from './incident.ts';

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

export const nothingKnown: HealthState = {
  instances: [],
  incidents: [],
  brokenConnections: [],
  seenAt: null,
  emptySince: null,
};
