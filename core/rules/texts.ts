import type { Timestamp } from '../base/time.ts';
import type { Evidence, Incident } from '../incidents/incident.ts';
import type { InstanceFacts } from '../cluster/instance-facts.ts';
import type { TimeText } from '../text/time-text.ts';

/** What every text of an incident may use. */
export interface IncidentFacts<E extends Evidence> {
  readonly incident: Incident<E>;
  /** The instances it is about, as people call them; empty where it is about the workspace. */
  readonly who: string;
  readonly instances: readonly InstanceFacts[];
  /** The other instances of the cluster, as people call them; empty where they are not known. */
  readonly others: readonly string[];
  /** Writes a time for the reader. */
  readonly time: TimeText;
}

/** What there is to say of an incident that goes on. */
export interface OngoingFacts<E extends Evidence> extends IncidentFacts<E> {
  readonly isReminder: boolean;
  /** `, for 4 h now` in a reminder, else empty. */
  readonly lasting: string;
}

/** What there is to say in a subject of incidents of one kind and change. */
export interface SubjectFacts<E extends Evidence> extends IncidentFacts<E> {
  /** `2 of 3 healthy` */
  readonly healthy: string;
}

/** What advice may use. */
export interface AdviceFacts<E extends Evidence> extends IncidentFacts<E> {
  /** When a loss counts as intended and its incident closes; null where that is not known. */
  readonly closesAt: Timestamp | null;
  /** A command of the alerter for the workspace as the reader types it, by its name; null where none reaches the alerter. */
  readonly command: ((name: string) => string) | null;
}

/** What there is to say of an incident that is over. */
export interface ResolutionFacts<E extends Evidence> {
  readonly incident: Incident<E>;
  readonly who: string;
  /** `replaced`, or where only the number of processes says so `probably replaced`. */
  readonly replaced: string;
  /** ` by 10.0.1.5:3000` where another process took the place, else empty. */
  readonly by: string;
  /** How long something was wrong. */
  readonly lasted: string;
}

/** How one way of ending reads. */
export interface Resolution<E extends Evidence = Evidence> {
  /** In one line without a full stop. */
  headline(facts: ResolutionFacts<E>): string;
  /** In a subject, behind the kind: `10.0.1.3:3000 back after 12 min`. */
  subject(facts: ResolutionFacts<E>): string;
}

/** All that alerts say of incidents of a kind. */
export interface RuleTexts<E extends Evidence = Evidence> {
  /** What is wrong, in one line without a full stop; of a reminder, that it still is. */
  headline(facts: OngoingFacts<E>): string;
  /** What the subject says behind the kind. @default the instances, and how many are healthy */
  subject?(facts: SubjectFacts<E>): string;
  /** What to do about it, in whole sentences. Commands stand in backticks. */
  advice(facts: AdviceFacts<E>): string;
  /** Whether the headline is of little use without the advice. @default false */
  readonly isAdviceVital?: boolean;
  /** What an incident rests on, and how sure that is, in whole sentences. */
  readonly certainty: string;
  /** What else there is to say, a few words each. @default nothing */
  details?(facts: IncidentFacts<E>): readonly string[];
  /** By reason: every way in which it can end. */
  readonly resolutions: Readonly<Record<string, Resolution<E>>>;
}
