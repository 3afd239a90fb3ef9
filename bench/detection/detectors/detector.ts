import type { Timestamp } from '../../../core/base/time.ts';
import type { Observation } from '../../../core/observation/observation.ts';

/** Something that a detector tells. */
export interface Told {
  readonly change: 'opened' | 'reminder' | 'resolved';
  /** Pairs an end with its opening. */
  readonly key: string;
  /** What it may mean: one kind, or as many as the detector cannot tell apart. */
  readonly kinds: readonly string[];
  /** Ids of instances; null where the detector does not claim to know. */
  readonly subjects: readonly string[] | null;
  /** Why it ended; null unless resolved, and where the detector does not say. */
  readonly reason: string | null;
}

/** Something that looks at one observation after another and tells what it makes of them. */
export interface Detector {
  see(observation: Observation, takenAt: Timestamp): readonly Told[];
  /** What it knows, one line for a person each. */
  describe(nameOf: (id: string) => string): readonly string[];
}
