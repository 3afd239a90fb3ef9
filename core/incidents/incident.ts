import * as v from 'valibot';
import type { Timestamp } from '../base/time.ts';
import type { InstanceFacts } from '../cluster/instance-facts.ts';
import type { Severity } from '../settings/values.ts';

/** What an incident rests on: the facts its texts are written from. Each rule knows those of its own kind. */
export interface Evidence {
  readonly kind: string;
}

/** That somebody takes care of an incident: it stands in the incident until that is over. */
export interface Acknowledgement {
  /** Who, in that person's words. */
  readonly by: string;
  readonly at: Timestamp;
  /** What else the person says; empty: nothing. */
  readonly note: string;
  /** How severe the incident was by then. */
  readonly severity: Severity;
}

/** `key/takenAt`: what an incident was first about, and the check that first saw it. No other text passes for one. */
export type IncidentId = `${string}/${string}`;

const isIncidentId = (text: string): text is IncidentId => text.includes('/');

/** One that was stored. */
export const incidentIdSchema = v.pipe(v.string(), v.guard(isIncidentId));

/** What every incident has, whatever it is about. */
export interface IncidentLifecycle {
  /** Stable from the first check that saw it to the last, also while its kind changes. */
  readonly id: IncidentId;
  /** Ids of the instances it is about; empty where it is about the whole workspace. Fixed once it was notified. */
  readonly subjects: readonly string[];
  readonly severity: Severity;
  /** The observation that first saw it. */
  readonly since: Timestamp;
  /** `pending` until it has lasted as long as its rule asks. */
  readonly state: 'pending' | 'open';
  /** The check that opened it; null while pending. */
  readonly openedAt: Timestamp | null;
  /** When its opening or last reminder was sent; null while nothing was, because pending or silenced. */
  readonly toldAt: Timestamp | null;
  /** The observation that first saw all well again, of one that is not yet taken as over; absent while something is wrong. */
  readonly mendedAt?: Timestamp;
  /** Why it will be over then, and which process took the place; there where `mendedAt` is. */
  readonly endReason?: string;
  readonly endReplacedBy?: string;
  /** The process that its subject has become; absent where no other has taken the place. */
  readonly follows?: string;
  /** How often it came back before it was over; absent where it never did. */
  readonly relapses?: number;
  /** There where its opening waits, because too many alerts were sent. */
  readonly isHeld?: true;
  /** There where it is a permanent state: recipients are notified once, without reminder or end. */
  readonly isNotice?: true;
  /** There where somebody takes care of it. */
  readonly acknowledged?: Acknowledgement;
  /** When its opening was first sent, where a silence muted it before. */
  readonly announcedAt?: Timestamp;
  /** Recipients that get incidents only after so many seconds have got it; absent where none of them has. */
  readonly escalatedTo?: readonly number[];
}

/** A rule broken for a subject. */
export type Incident<E extends Evidence = Evidence> = IncidentLifecycle & E;

/** Until when something was wrong, of an incident that a check takes as over. */
export const endOf = ({ mendedAt }: Incident, at: Timestamp): Timestamp => mendedAt ?? at;

/** A change of an incident that recipients are notified of. */
export interface Change<E extends Evidence = Evidence> {
  readonly change: 'opened' | 'reminder' | 'escalated' | 'resolved' | 'notice';
  readonly incident: Incident<E>;
  /** Why it ended, one of the reasons that its rule knows; null unless resolved. */
  readonly reason: string | null;
  /** The process that took the subject's place; null unless replaced. */
  readonly replacedBy: InstanceFacts | null;
  /** The subjects as last known; of a restart loop the youngest process, whichever began it. */
  readonly instances: readonly InstanceFacts[];
  /** Recipients that get incidents only after so many seconds get it, too; absent where none of them does. */
  readonly after?: readonly number[];
  /** There where only they do. */
  readonly isOnlyAfter?: true;
}

/** What differs between kinds of incidents in how they are carried on. */
export interface IncidentTraits<E extends Evidence = Evidence> {
  /** The kinds that one incident may have in turn, this one among them: what mutes one of them mutes all. */
  readonly kinds: readonly string[];
  /** Whether it is repeated while it stays open. */
  readonly isReminded: boolean;
  /** How often at most, where that is less often than others. @default as often as they are */
  readonly minRemindSeconds?: number;
  /** Ids of the instances that its texts describe. */
  instancesOf(incident: Incident<E>): readonly string[];
  /** What it consists of, each part by the instances of which one being silenced mutes it. */
  partsOf(incident: Incident<E>): ReadonlyArray<readonly string[]>;
}
