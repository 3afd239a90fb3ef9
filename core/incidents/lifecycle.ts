import { secondsBetween, type Timestamp } from '../time.ts';
import { type Change, type Incident, type InstanceFacts, mendedAtOf, type Reason } from './incident.ts';
import type { Ended, Judgement, OngoingIncident } from '../rules/judgement.ts';
import type { Rules } from '../rules/rules.ts';
import { isHeldBack, type Silence } from './silence.ts';
import type { KnownInstance } from '../cluster/state.ts';

/** How incidents are told: what silences hold back, and how often what stays open is said again. */
export interface LifecycleContext {
  readonly at: Timestamp;
  readonly rules: Rules;
  readonly silences: readonly Silence[];
  /** Every instance that a change may be about, by id. */
  readonly instances: ReadonlyMap<string, KnownInstance>;
}

/** What becomes of the incidents, and what is to be told of that. */
export interface AdvancedIncidents {
  readonly incidents: readonly Incident[];
  readonly changes: readonly Change[];
}

/**
 * Carries the incidents on. One that its rule lets open is told, unless a silence holds that back until it ends;
 * one that was told is told to its end. Incidents that were not judged stay as they are.
 */
export function advanceIncidents(
  before: readonly Incident[],
  judgements: readonly Judgement[],
  treatment: LifecycleContext,
): AdvancedIncidents {
  const standing = judgements.flatMap((judgement) => judgement.standing);
  const ended = judgements.flatMap((judgement) => judgement.ended);
  const judged = new Set([...standing.map(({ previous }) => previous), ...ended.map(({ incident }) => incident)]);
  const treated = standing.map((one) => advanceOngoing(one, treatment));
  return {
    incidents: [...before.filter((incident) => !judged.has(incident)), ...treated.map(({ incident }) => incident)],
    changes: [
      ...treated.flatMap(({ change }) => (change === null ? [] : [change])),
      ...ended.flatMap((one) => resolve(one, treatment)),
    ],
  };
}

function advanceOngoing(
  standing: OngoingIncident,
  treatment: LifecycleContext,
): { incident: Incident; change: Change | null } {
  const { at } = treatment;
  const { previous, key, subjects, severity, since, evidence } = standing;
  const wasOpen = previous?.state === 'open';
  const isOpen = wasOpen || standing.opens;
  const incident: Incident = {
    // Not by `since`: what broke a while ago may have been told by another incident in between, and be one anew.
    id: previous?.id ?? `${key}/${at}`,
    subjects,
    severity,
    since,
    state: isOpen ? 'open' : 'pending',
    openedAt: isOpen ? (previous?.openedAt ?? at) : null,
    toldAt: previous?.toldAt ?? null,
    ...evidence,
  };
  const telling = notificationDue(incident, treatment);
  if (telling === null) return { incident, change: null };
  const told: Incident = { ...incident, toldAt: at };
  return { incident: told, change: changeOf(telling, told, null, null, treatment) };
}

function notificationDue(
  incident: Incident,
  { at, rules, silences, instances }: LifecycleContext,
): 'opened' | 'reminder' | null {
  if (incident.state === 'pending' || mendedAtOf(incident) !== null) return null;
  if (isHeldBack(incident, silences, instances, at)) return null;
  if (incident.toldAt === null) return 'opened';
  // Nothing about the memory of a process changes before it is replaced: to say it again would say nothing.
  if (incident.kind === 'low-memory') return null;
  return secondsBetween(incident.toldAt, at) >= rules.remindEverySeconds ? 'reminder' : null;
}

const resolve = ({ incident, reason, replacedBy }: Ended, treatment: LifecycleContext): Change[] =>
  incident.toldAt === null ? [] : [changeOf('resolved', incident, reason, replacedBy, treatment)];

function changeOf(
  change: Change['change'],
  incident: Incident,
  reason: Reason | null,
  replacedBy: string | null,
  { instances }: LifecycleContext,
): Change {
  const about = incident.kind === 'restarting' ? [incident.latest] : incident.subjects;
  const factsById = (id: string): InstanceFacts[] => {
    const instance = instances.get(id);
    return instance === undefined ? [] : [factsOf(instance)];
  };
  return {
    change,
    incident,
    reason,
    replacedBy: replacedBy === null ? null : (factsById(replacedBy)[0] ?? null),
    instances: about.flatMap(factsById),
  };
}

const factsOf = (instance: KnownInstance): InstanceFacts => ({
  id: instance.id,
  name: instance.name,
  address: instance.address,
  host: instance.host,
  port: instance.port,
  pid: instance.pid,
  startedAt: instance.startedAt,
  heartbeatAt: instance.heartbeatAt,
  nodeVersion: instance.nodeVersion,
  totalMemoryBytes: instance.totalMemoryBytes,
  freeMemoryBytes: instance.freeMemoryBytes,
});
