import { secondsBetween, type Timestamp } from '../base/time.ts';
import { factsOf, type InstanceFacts } from '../cluster/instance-facts.ts';
import type { KnownInstance } from '../cluster/known-instance.ts';
import type { Change, Incident, IncidentTraits } from './incident.ts';
import type { EndedIncident, Judgement, OngoingIncident } from './judgement.ts';
import { isMuted, type Silence } from './silence.ts';

/** By what incidents are carried on: what silences mute, and how often what stays open is repeated. */
export interface LifecycleContext {
  readonly at: Timestamp;
  readonly remindEverySeconds: number;
  readonly silences: readonly Silence[];
  /** Every instance that a change may be about, by id. */
  readonly instances: ReadonlyMap<string, KnownInstance>;
  readonly traitsOf: (kind: string) => IncidentTraits;
}

/** The incidents after a check, and what recipients are notified of. */
export interface AdvancedIncidents {
  readonly incidents: readonly Incident[];
  readonly changes: readonly Change[];
}

/**
 * Carries the incidents on. Recipients are notified of one that its rule lets open, unless a silence mutes it until
 * it ends, and of the end of each that they were notified of. Incidents that were not judged stay as they are.
 */
export function advanceIncidents(
  before: readonly Incident[],
  judgements: readonly Judgement[],
  context: LifecycleContext,
): AdvancedIncidents {
  const ongoing = judgements.flatMap((judgement) => judgement.ongoing);
  const ended = judgements.flatMap((judgement) => judgement.ended);
  const judged = new Set([...ongoing.map(({ previous }) => previous), ...ended.map(({ incident }) => incident)]);
  const advanced = ongoing.map((one) => advanceOngoing(one, context));
  return {
    incidents: [...before.filter((incident) => !judged.has(incident)), ...advanced.map(({ incident }) => incident)],
    changes: [
      ...advanced.flatMap(({ change }) => (change === null ? [] : [change])),
      ...ended.flatMap((one) => resolve(one, context)),
    ],
  };
}

function advanceOngoing(
  ongoing: OngoingIncident,
  context: LifecycleContext,
): { readonly incident: Incident; readonly change: Change | null } {
  const { at } = context;
  const { previous, key, subjects, severity, since, evidence, mendedAt } = ongoing;
  const isOpen = previous?.state === 'open' || ongoing.opens;
  const incident: Incident = {
    // Not by `since`: what broke a while ago may have been part of another incident in between, and be a new one.
    id: previous?.id ?? `${key}/${at}`,
    subjects,
    severity,
    since,
    state: isOpen ? 'open' : 'pending',
    openedAt: isOpen ? (previous?.openedAt ?? at) : null,
    toldAt: previous?.toldAt ?? null,
    ...(mendedAt !== undefined && { mendedAt }),
    ...evidence,
  };
  const change = changeDue(incident, context);
  if (change === null) return { incident, change: null };
  const notified: Incident = { ...incident, toldAt: at };
  return { incident: notified, change: changeOf(change, notified, null, null, context) };
}

function changeDue(incident: Incident, context: LifecycleContext): 'opened' | 'reminder' | null {
  const { at, remindEverySeconds, silences, instances, traitsOf } = context;
  if (incident.state === 'pending' || incident.mendedAt !== undefined) return null;
  const traits = traitsOf(incident.kind);
  if (isMuted(incident, traits, silences, instances, at)) return null;
  if (incident.toldAt === null) return 'opened';
  return traits.isReminded && secondsBetween(incident.toldAt, at) >= remindEverySeconds ? 'reminder' : null;
}

const resolve = ({ incident, reason, replacedBy }: EndedIncident, context: LifecycleContext): Change[] =>
  incident.toldAt === null ? [] : [changeOf('resolved', incident, reason, replacedBy, context)];

function changeOf(
  change: Change['change'],
  incident: Incident,
  reason: string | null,
  replacedBy: string | null,
  { instances, traitsOf }: LifecycleContext,
): Change {
  const factsById = (id: string): InstanceFacts[] => {
    const instance = instances.get(id);
    return instance === undefined ? [] : [factsOf(instance)];
  };
  return {
    change,
    incident,
    reason,
    replacedBy: replacedBy === null ? null : (factsById(replacedBy)[0] ?? null),
    instances: traitsOf(incident.kind).instancesOf(incident).flatMap(factsById),
  };
}
