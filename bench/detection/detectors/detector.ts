import type { Timestamp } from '../../../core/base/time.ts';
import type { Check } from '../course.ts';

/** Something that a detector sends. */
export interface SentMessage {
  /** `notice`: sent once, without reminder or end. */
  readonly change: 'opened' | 'reminder' | 'escalated' | 'resolved' | 'notice';
  /** Pairs an end with its opening. */
  readonly key: string;
  /** What it may mean: one kind, or as many as the detector cannot distinguish. */
  readonly kinds: readonly string[];
  /** Ids of instances; null where the detector does not claim to know. */
  readonly subjects: readonly string[] | null;
  /** Why it ended; null unless resolved, and where the detector does not say. */
  readonly reason: string | null;
}

/** Something that looks at one observation after another and sends what it makes of them. */
export interface Detector {
  /** What it sends, all of one check in one message. */
  see(check: Pick<Check, 'observation' | 'takenAt' | 'observedAt'>): readonly SentMessage[];
  /** When the next of what it has pending opens; null where nothing does, or it never looks again. */
  readonly opensAt: Timestamp | null;
  /** What it knows, one line for a person each. */
  describe(nameOf: (id: string) => string): readonly string[];
}
