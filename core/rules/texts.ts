import type { Timestamp } from '../base/time.ts';
import type { Evidence, Incident } from '../incidents/incident.ts';
import type { InstanceFacts } from '../cluster/instance-facts.ts';

/** What there is to say of an incident that goes on. */
export interface OngoingFacts<E extends Evidence> {
  readonly incident: Incident<E>;
  readonly isReminder: boolean;
  /** The instances it is about, as people call them; empty where it is about the workspace. */
  readonly who: string;
  readonly instances: readonly InstanceFacts[];
  /** `, for 4 h now` in a reminder, else empty. */
  readonly lasting: string;
  /** The check that says it. */
  readonly at: Timestamp;
}

/** What there is to say of an incident that is over. */
export interface ResolutionFacts<E extends Evidence> {
  readonly incident: Incident<E>;
  readonly who: string;
  /** `replaced`, or where only the number of processes says so `probably replaced`. */
  readonly replaced: string;
  /** ` by 10.0.1.5:3000 (pid 1)` where another process took the place, else empty. */
  readonly by: string;
  /** How long something was wrong. */
  readonly lasted: string;
}

/** What there is to say in a subject of incidents of one kind and change. */
export interface SubjectFacts<E extends Evidence> {
  readonly incident: Incident<E>;
  readonly isReminder: boolean;
  /** How many instances are in trouble. */
  readonly count: number;
  /** `2 of 3 instances`, out of so many; never less than are in trouble. */
  readonly some: (total: number) => string;
  /** How many instances the last answer listed. */
  readonly listed: number;
  /** ` for 4 h` in a reminder, else empty. */
  readonly lasting: string;
}

/** How one way of ending reads. */
export interface Resolution<E extends Evidence = Evidence> {
  /** In one line without a full stop. */
  headline(facts: ResolutionFacts<E>): string;
  /** In a subject. @param instances `1 instance`, `2 instances` */
  subject(instances: string): string;
}

/** All that alerts say of incidents of a kind. */
export interface RuleTexts<E extends Evidence = Evidence> {
  /** What is wrong, in one line without a full stop; of a reminder, that it still is. */
  headline(facts: OngoingFacts<E>): string;
  /** The same of several incidents in a subject, in a few words. */
  subject(facts: SubjectFacts<E>): string;
  /** What to do about it, in whole sentences. */
  advice(incident: Incident<E>): string;
  /** Whether the headline is of little use without the advice. @default false */
  readonly isAdviceVital?: boolean;
  /** What an incident rests on, and how sure that is, in whole sentences. */
  readonly certainty: string;
  /** What else there is to say, a few words each. @param nameOf what people call an instance, by its id @default nothing */
  details?(incident: Incident<E>, nameOf: (id: string) => string): readonly string[];
  /** By reason: every way in which it can end. */
  readonly resolutions: Readonly<Record<string, Resolution<E>>>;
}
