import type { Timestamp } from '../base/time.ts';
import { type KnownInstance, latestInLine } from '../cluster/known-instance.ts';
import type { Severity } from '../settings/values.ts';
import type { Evidence, Incident } from './incident.ts';

/** An incident that goes on at this check. */
export interface OngoingIncident<E extends Evidence = Evidence> {
  /** The incident as it was; null where this check is the first to see it. */
  readonly previous: Incident | null;
  /** No other ongoing incident has it, so that with the check that first saw it, it names the incident for good. */
  readonly key: string;
  readonly subjects: readonly string[];
  readonly severity: Severity;
  readonly since: Timestamp;
  /** Whether it has lasted as its rule asks. */
  readonly opens: boolean;
  /** When it will have, if nothing changes; absent where that cannot be foreseen. */
  readonly opensAt?: Timestamp;
  readonly evidence: E;
  /** See `IncidentLifecycle`. */
  readonly isNotice?: true;
  readonly follows?: string;
}

/** An incident of which nothing is wrong any more. */
export interface EndedIncident {
  readonly incident: Incident;
  /** Why, one of the reasons that its rule knows. */
  readonly reason: string;
  readonly replacedBy: string | null;
  /** Whether that must first last for as long as the rule's `resolveAfter`. */
  readonly isRecovery: boolean;
}

/** What a rule makes of a check. Every incident of its kinds that stood before is in one of the two. */
export interface Judgement {
  readonly ongoing: readonly OngoingIncident[];
  readonly ended: readonly EndedIncident[];
}

export const isOpen = ({ opens, previous }: OngoingIncident): boolean => opens || previous?.state === 'open';

/** The instances that open incidents of a judgement are about. */
export const openSubjects = ({ ongoing }: Judgement): ReadonlySet<string> =>
  new Set(ongoing.filter(isOpen).flatMap(({ subjects }) => subjects));

/** Ends an incident at once: what it was about is no longer judged, or is in another incident. */
export const endIfKnown = (incident: Incident | null, reason: string): EndedIncident[] =>
  incident === null ? [] : [{ incident, reason, replacedBy: null, isRecovery: false }];

/** Ends an incident once all has been well for long enough. */
export const recoverIfKnown = (incident: Incident | null, reason: string): EndedIncident[] =>
  incident === null ? [] : [{ incident, reason, replacedBy: null, isRecovery: true }];

/** The process that an incident's first subject has become: itself, where it has come back. */
const latestOf = ({ follows, subjects: [subject = ''] }: Incident, instanceById: InstanceById): string =>
  latestInLine(instanceById.has(subject) ? subject : (follows ?? subject), instanceById);

type InstanceById = ReadonlyMap<string, KnownInstance>;

/** Incidents by the process that their first subject has become; of several, one that recipients were notified of. */
export function byLatest<E extends Evidence>(
  incidents: ReadonlyArray<Incident<E>>,
  instanceById: InstanceById,
): ReadonlyMap<string, Incident<E>> {
  const known = new Map<string, Incident<E>>();
  for (const incident of incidents) {
    const latest = latestOf(incident, instanceById);
    if ((known.get(latest)?.toldAt ?? null) === null) known.set(latest, incident);
  }
  return known;
}

/** What an incident of one instance is about: the instance that it began with, and that which has its place now. */
export const subjectsOf = (
  { id }: KnownInstance,
  previous: Incident | null,
): Pick<OngoingIncident, 'subjects' | 'follows'> => {
  const subjects = previous?.subjects ?? [id];
  return { subjects, ...(subjects[0] !== id && { follows: id }) };
};

/** Whether an incident is about this very process, not about one before it in its place. */
export const isAbout = (incident: Incident | null, { id }: KnownInstance): boolean =>
  incident !== null && (incident.follows ?? incident.subjects[0]) === id;

/** Reasons to end that are not a recovery: what is gone for good cannot come back. */
const finalReasons: ReadonlySet<string> = new Set(['accepted', 'rule-changed', 'superseded', 'gone']);

/**
 * Those of the incidents that do not go on: with an instance that another replaced, or for the reason that what is
 * known of it gives. Of several about what is the same process now, one goes on.
 *
 * @param byCount the reason where only the number of processes says that another replaced it: that excuses a loss, and
 * is no reason that anything else ended
 */
export function endedOf(
  incidents: readonly Incident[],
  ongoing: readonly OngoingIncident[],
  instanceById: InstanceById,
  reasonOf: (instance: KnownInstance | undefined) => string,
  byCount: 'replaced' | 'gone' = 'gone',
): EndedIncident[] {
  const goOn = new Set(ongoing.map((incident) => incident.previous));
  const kept = byLatest(incidents, instanceById);
  return incidents
    .filter((incident) => !goOn.has(incident))
    .map((incident) => {
      const [subject = ''] = incident.subjects;
      const latest = latestOf(incident, instanceById);
      if (kept.get(latest) !== incident) return { incident, reason: 'superseded', replacedBy: null, isRecovery: false };
      const instance = instanceById.get(latest);
      const replacedBy = latest === subject || instance === undefined || isLost(instance) ? null : latest;
      const former = instanceById.get(incident.follows ?? subject);
      const reason =
        replacedBy === null ? reasonOf(instance) : former?.isReplacedByCount === true ? byCount : 'replaced';
      return {
        incident,
        reason,
        // What is gone may have been replaced by any other, or by none.
        replacedBy: reason === 'gone' ? null : replacedBy,
        isRecovery: !finalReasons.has(reason),
      };
    });
}

const isLost = (instance: KnownInstance | undefined): boolean => instance?.lostSince !== null;
