import type { Timestamp } from '../time.ts';
import type { FailureKind } from '../observation/failure.ts';
import type { Forecast } from '../memory/growth.ts';
import type { Severity } from '../rules/rules.ts';

export const incidentKinds = [
  'unauthorized',
  'unreachable',
  'disappeared',
  'unresponsive',
  'restarting',
  'too-few-instances',
  'not-ready',
  'disconnected',
  'memory',
  'low-memory',
] as const;
/** What can be wrong, the most telling first. */
export type IncidentKind = (typeof incidentKinds)[number];

/** A broken connection between two instances, and which of the two said so last. */
export interface Link {
  readonly observer: string;
  readonly peer: string;
}

/** What each kind of incident rests on: the facts its texts are written from. */
export type Evidence =
  | { readonly kind: 'disappeared'; readonly lastSeenAt: Timestamp }
  | { readonly kind: 'unresponsive'; readonly heartbeatAgeSeconds: number | null }
  | {
      readonly kind: 'disconnected';
      /** Of one that has mended, those that mended last. */
      readonly links: readonly Link[];
      /** The check that first saw all links well again; absent while one is broken. */
      readonly mendedAt?: Timestamp;
    }
  | { readonly kind: 'low-memory'; readonly freePercent: number; readonly thresholdPercent: number }
  | {
      readonly kind: 'memory';
      /** Whether it uses too much now, or grows so that it soon will. */
      readonly sign: 'level' | 'growth';
      /** Resident memory, or of the heap what is used. */
      readonly usedBytes: number;
      readonly limitBytes: number;
      /** Whose limit that is: the process's own, its host's, what a rule allows, or that of its heap. */
      readonly limitOf: 'process' | 'host' | 'rule' | 'heap';
      /** Null where it does not grow for good, or not so that the limit is near. */
      readonly forecast: Forecast | null;
      /** The last check that showed it so. */
      readonly shownAt: Timestamp;
    }
  /** `answer`: it says that it is not ready (HTTP 503), or says nothing any more. */
  | { readonly kind: 'not-ready'; readonly answer: 'unavailable' | 'none' }
  | { readonly kind: 'too-few-instances'; readonly healthy: number; readonly expected: number }
  | {
      readonly kind: 'restarting';
      /** The id of the youngest process in the loop. */
      readonly latest: string;
      readonly times: number;
      readonly withinSeconds: number;
    }
  | { readonly kind: 'unreachable' | 'unauthorized'; readonly failure: FailureKind; readonly detail: string };

interface Treatment {
  /** Stable from the first check that saw it to the last, also while its kind changes. */
  readonly id: string;
  /** Ids of the instances it is about; empty where it is about the whole workspace. The same once it was told. */
  readonly subjects: readonly string[];
  readonly severity: Severity;
  /** The check that first saw it. */
  readonly since: Timestamp;
  /** `pending` until it has lasted as long as its rule asks. */
  readonly state: 'pending' | 'open';
  /** The check that opened it; null while pending. */
  readonly openedAt: Timestamp | null;
  /** When its opening or last reminder was told; null while nothing was, because pending or silenced. */
  readonly toldAt: Timestamp | null;
}

/** A rule broken for a subject. */
export type Incident = Treatment & Evidence;

/** Since when nothing is wrong any more, of an incident that is not yet taken as over; null while something is. */
export const mendedAtOf = (incident: Incident): Timestamp | null =>
  incident.kind === 'disconnected' ? (incident.mendedAt ?? null) : null;

/** Until when something was wrong, of an incident that a check takes as over. */
export const endOf = (incident: Incident, at: Timestamp): Timestamp => mendedAtOf(incident) ?? at;

/**
 * Why an incident ended. `returned`: fresh and listed again; `replaced`: another process took its place;
 * `reconnected`: both ends of each link have been connected for a while, or one is gone; `accepted`: nothing replaced
 * it for so long that it is taken as meant; `superseded`: another incident tells it now; `reachable`: the workspace
 * answers again; `authorized`: the credentials work again; `enough`: as many healthy instances as expected; `stable`:
 * no restart for a while; `relieved`: uses less memory again, or grows no longer; `ready`: says that it is ready;
 * `rule-changed`: the rules no longer count it as a problem.
 */
export const reasons = [
  'returned',
  'replaced',
  'reconnected',
  'accepted',
  'superseded',
  'reachable',
  'authorized',
  'enough',
  'stable',
  'relieved',
  'ready',
  'rule-changed',
] as const;
export type Reason = (typeof reasons)[number];

/** How an instance is told apart by a person, as last known: it may be gone when this is read. */
export interface InstanceFacts {
  readonly id: string;
  readonly name: string | null;
  readonly address: string | null;
  readonly host: string | null;
  readonly port: string | null;
  readonly pid: number | null;
  readonly startedAt: Timestamp | null;
  readonly heartbeatAt: Timestamp | null;
  readonly nodeVersion: string | null;
  readonly totalMemoryBytes: number | null;
  readonly freeMemoryBytes: number | null;
}

/** Something to tell about an incident. */
export interface Change {
  readonly change: 'opened' | 'reminder' | 'resolved';
  readonly incident: Incident;
  /** Why it ended; null unless resolved. */
  readonly reason: Reason | null;
  /** The process that took the subject's place; null unless replaced. */
  readonly replacedBy: InstanceFacts | null;
  /** The subjects as last known; of a restart loop the youngest process, whichever began it. */
  readonly instances: readonly InstanceFacts[];
}
