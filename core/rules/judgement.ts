import type { Timestamp } from '../time.ts';
import type { Evidence, Incident, IncidentKind, Reason } from '../incidents/incident.ts';
import type { Rules, Severity } from './rules.ts';
import type { BrokenConnection, KnownInstance } from '../cluster/state.ts';

/** What the judgements of a sighting look at. */
export interface EvaluationContext {
  readonly at: Timestamp;
  readonly rules: Rules;
  /** The incidents that stood before this check. */
  readonly incidents: readonly Incident[];
  /** The instances as this check leaves them known. */
  readonly instances: readonly KnownInstance[];
  readonly instanceById: ReadonlyMap<string, KnownInstance>;
  readonly brokenConnections: readonly BrokenConnection[];
}

/** An incident that stands at this check. */
export interface OngoingIncident {
  /** The incident as it was; null where this check is the first to see it. */
  readonly previous: Incident | null;
  /** No other incident that stands has it, so that with the check that first saw it, it names the incident for good. */
  readonly key: string;
  readonly subjects: readonly string[];
  readonly severity: Severity;
  readonly since: Timestamp;
  /** Whether it has lasted as its rule asks. */
  readonly opens: boolean;
  readonly evidence: Evidence;
}

/** An incident that stands no longer. */
export interface Ended {
  readonly incident: Incident;
  readonly reason: Reason;
  readonly replacedBy: string | null;
}

/** What a rule makes of a check. Every incident of its kinds that stood before is in one of the two. */
export interface Judgement {
  readonly standing: readonly OngoingIncident[];
  readonly ended: readonly Ended[];
}

export const isOpen = (standing: OngoingIncident): boolean => standing.opens || standing.previous?.state === 'open';

/**
 * Those of the incidents, by their first subject, that stand no longer: with an instance that another replaced, or
 * for the reason that what is known of it gives.
 */
export function endedOf(
  previous: ReadonlyMap<string, Incident>,
  standing: readonly OngoingIncident[],
  { instanceById }: EvaluationContext,
  reasonOf: (instance: KnownInstance | undefined) => Reason,
): Ended[] {
  const stillStanding = new Set(standing.flatMap(({ subjects }) => subjects));
  return [...previous]
    .filter(([id]) => !stillStanding.has(id))
    .map(([id, incident]) => {
      const instance = instanceById.get(id);
      const replacedBy = instance?.replacedBy ?? null;
      return { incident, reason: replacedBy === null ? reasonOf(instance) : 'replaced', replacedBy };
    });
}

export const endIfStood = (incident: Incident | null, reason: Reason): Ended[] =>
  incident === null ? [] : [{ incident, reason, replacedBy: null }];

type OfKind<Kind extends IncidentKind> = Extract<Incident, { readonly kind: Kind }>;

const isOfKind = <Kind extends IncidentKind>(incident: Incident, kinds: readonly Kind[]): incident is OfKind<Kind> =>
  kinds.some((kind) => kind === incident.kind);

/** The incidents of these kinds, by their first subject. */
export const incidentsBySubject = <Kind extends IncidentKind>(
  incidents: readonly Incident[],
  ...kinds: readonly Kind[]
): Map<string, OfKind<Kind>> =>
  new Map(incidentsOfKind(incidents, ...kinds).map((incident) => [incident.subjects[0] ?? '', incident]));

export const incidentsOfKind = <Kind extends IncidentKind>(
  incidents: readonly Incident[],
  ...kinds: readonly Kind[]
): Array<OfKind<Kind>> => incidents.filter((incident): incident is OfKind<Kind> => isOfKind(incident, kinds));
