import type { Timestamp } from '../base/time.ts';
import type { View } from '../cluster/connections.ts';
import type { KnownInstance } from '../cluster/known-instance.ts';
import type { RecentCheck } from '../cluster/recent-checks.ts';
import type { SentAlert } from './flood.ts';
import type { StepMemory } from './escalation.ts';
import type { Change, Incident } from './incident.ts';
import type { Recovery } from './recoveries.ts';

/** All that evaluation remembers from one check to the next. */
export interface HealthState {
  readonly instances: readonly KnownInstance[];
  readonly incidents: readonly Incident[];
  /** How many more instances there are or were, which there was no room to remember. */
  readonly unremembered?: number;
  /** The last observation that saw the workspace; null before the first. */
  readonly seenAt: Timestamp | null;
  /** The observation that first saw an empty list where none was to be expected, while no other was seen; else null. */
  readonly emptySince: Timestamp | null;
  /** Whether the last list that was not empty held nothing but ddp-streamers: servers cannot be seen here. */
  readonly isMicroservices: boolean;
  /** How the last checks went, the oldest first; none where all was well. */
  readonly recentChecks: readonly RecentCheck[];
  /** The last answers, where any of them called an instance disconnected. */
  readonly views: readonly View[];
  /** Whether any answer has shown two instances connected to each other. */
  readonly hasShownConnection: boolean;
  /** How long places stood empty, in seconds, at the last replacements of which no alert was sent; the oldest first. */
  readonly replacementGaps: readonly number[];
  /** The response times of the last answers, the oldest first; absent where no rule judges them. */
  readonly answerMilliseconds?: readonly number[];
  /** What was over within the last day, so that what comes back must be well for longer. */
  readonly recoveries: readonly Recovery[];
  /** The alerts of the last day. */
  readonly sent: readonly SentAlert[];
  /** Changes that wait for the next alert, because too many were sent. */
  readonly held: readonly Change[];
  /** What those got who get incidents only after a while; absent where nothing is known of that. */
  readonly escalation?: readonly StepMemory[];
}

export const nothingKnown: HealthState = {
  instances: [],
  incidents: [],
  seenAt: null,
  emptySince: null,
  isMicroservices: false,
  recentChecks: [],
  views: [],
  hasShownConnection: false,
  replacementGaps: [],
  recoveries: [],
  sent: [],
  held: [],
};
