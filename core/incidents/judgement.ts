import type { Timestamp } from '../base/time.ts';
import type { KnownInstance } from '../cluster/known-instance.ts';
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
  readonly evidence: E;
  /** See `IncidentLifecycle`. */
  readonly mendedAt?: Timestamp;
}

/** An incident that is over. */
export interface EndedIncident {
  readonly incident: Incident;
  /** Why, one of the reasons that its rule knows. */
  readonly reason: string;
  readonly replacedBy: string | null;
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

export const endIfKnown = (incident: Incident | null, reason: string): EndedIncident[] =>
  incident === null ? [] : [{ incident, reason, replacedBy: null }];

/** Incidents by their first subject. */
export const bySubject = <E extends Evidence>(
  incidents: ReadonlyArray<Incident<E>>,
): ReadonlyMap<string, Incident<E>> => new Map(incidents.map((incident) => [incident.subjects[0] ?? '', incident]));

/**
 * Those of the incidents, by their first subject, that do not go on: with an instance that another replaced, or
 * for the reason that what is known of it gives.
 */
export function endedOf(
  previous: ReadonlyMap<string, Incident>,
  ongoing: readonly OngoingIncident[],
  instanceById: ReadonlyMap<string, KnownInstance>,
  reasonOf: (instance: KnownInstance | undefined) => string,
): EndedIncident[] {
  const subjects = new Set(ongoing.flatMap((incident) => incident.subjects));
  return [...previous]
    .filter(([id]) => !subjects.has(id))
    .map(([id, incident]) => {
      const instance = instanceById.get(id);
      const replacedBy = instance?.replacedBy ?? null;
      return { incident, reason: replacedBy === null ? reasonOf(instance) : 'replaced', replacedBy };
    });
}
