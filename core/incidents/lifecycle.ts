import { hasLasted, secondsBetween, type Timestamp } from '../base/time.ts';
import { factsOf, type InstanceFacts } from '../cluster/instance-facts.ts';
import type { KnownInstance } from '../cluster/known-instance.ts';
import { placeOf } from '../cluster/replacement.ts';
import { isAcknowledged } from './acknowledgement.ts';
import type { Change, Incident, IncidentId, IncidentTraits } from './incident.ts';
import type { EndedIncident, Judgement, OngoingIncident } from './judgement.ts';
import { type Recovery, waitSeconds, withRecoveries } from './recoveries.ts';
import { isMuted, type Silence } from './silence.ts';

/** By what incidents are carried on: what silences mute, and how often what stays open is repeated. */
export interface LifecycleContext {
  readonly at: Timestamp;
  readonly takenAt: Timestamp;
  readonly remindEverySeconds: number;
  readonly silences: readonly Silence[];
  /** Every instance that a change may be about, by id. */
  readonly instances: Pick<ReadonlyMap<string, KnownInstance>, 'get'>;
  readonly recoveries: readonly Recovery[];
  readonly traitsOf: (kind: string) => IncidentTraits;
  /** For how long all must be well before an incident of a kind that never came back is over. */
  readonly resolveAfterSeconds: (kind: string) => number;
}

/** The incidents after a check, and what recipients are notified of. */
export interface AdvancedIncidents {
  readonly incidents: readonly Incident[];
  readonly changes: readonly Change[];
  readonly recoveries: readonly Recovery[];
}

/**
 * Carries the incidents on. Recipients are notified of one that its rule lets open, unless a silence mutes it until
 * it ends, and of the end of each that they were notified of. One that is open is over only when all has been well for
 * a while, the longer the more often it came back; until then what breaks again is the same incident. Incidents that
 * were not judged stay as they are.
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
  const timesOver = new Map(context.recoveries.map(({ key, times }) => [key, times]));
  const isOver = (one: EndedIncident): boolean => !one.isRecovery || hasRecovered(one, timesOver, context);
  const over = ended.filter(isOver);
  const isEnding = new Set(over);
  const incidents = [
    ...before.filter((incident) => !judged.has(incident)),
    ...advanced.map(({ incident }) => incident),
    ...ended.filter((one) => !isEnding.has(one)).map((one) => mended(one, context)),
  ];
  const recovered = over.filter(({ incident, isRecovery }) => isRecovery && incident.state === 'open');
  return {
    incidents,
    changes: [
      ...advanced.flatMap(({ change }) => (change === null ? [] : [change])),
      ...over.flatMap((one) => resolve(one, context)),
    ],
    recoveries: withRecoveries(
      context.recoveries,
      recovered.map(({ incident }) => recoveryKey(incident, context)),
      new Set(context.recoveries.length === 0 ? [] : incidents.map((incident) => recoveryKey(incident, context))),
      context.at,
    ),
  };
}

/** Where it happens, as far as that is known, and what. */
export function recoveryKey(
  { kind, subjects, follows }: Incident,
  { instances, traitsOf }: Pick<LifecycleContext, 'instances' | 'traitsOf'>,
): string {
  const [what = kind] = traitsOf(kind).kinds;
  const id = follows ?? subjects[0];
  if (id === undefined) return what;
  const instance = instances.get(id);
  return `${what} ${(instance && placeOf(instance)) ?? id}`;
}

function hasRecovered(
  { incident }: EndedIncident,
  timesOver: ReadonlyMap<string, number>,
  context: LifecycleContext,
): boolean {
  if (incident.state === 'pending') return true;
  const times = timesOver.get(recoveryKey(incident, context)) ?? 0;
  const seconds = waitSeconds(context.resolveAfterSeconds(incident.kind), times);
  return hasLasted(incident.mendedAt ?? context.at, context.at, seconds);
}

function mended({ incident, reason, replacedBy }: EndedIncident, { at }: LifecycleContext): Incident {
  const mendedAt = incident.mendedAt ?? at;
  const { endReplacedBy, follows: _follows, ...rest } = incident;
  // A process that came back was not replaced after all.
  if (replacedBy === null && endReplacedBy !== undefined) return { ...rest, mendedAt, endReason: reason };
  return {
    ...incident,
    mendedAt,
    endReason: incident.endReason ?? reason,
    ...(replacedBy !== null && { follows: replacedBy, endReplacedBy: endReplacedBy ?? replacedBy }),
  };
}

/** Not by `since`: what broke a while ago may have been part of another incident in between, and be a new one. */
export const idOf = ({ previous, key }: OngoingIncident, takenAt: Timestamp): IncidentId =>
  previous?.id ?? `${key}/${takenAt}`;

function advanceOngoing(
  ongoing: OngoingIncident,
  context: LifecycleContext,
): { readonly incident: Incident; readonly change: Change | null } {
  const { at, takenAt } = context;
  const { previous, subjects, severity, since, evidence, isNotice } = ongoing;
  const isOpen = previous?.state === 'open' || ongoing.opens;
  const relapses = (previous?.relapses ?? 0) + (previous?.mendedAt === undefined ? 0 : 1);
  const incident: Incident = {
    id: idOf(ongoing, takenAt),
    subjects,
    severity,
    since: previous?.state === 'open' ? previous.since : since,
    state: isOpen ? 'open' : 'pending',
    openedAt: isOpen ? (previous?.openedAt ?? takenAt) : null,
    toldAt: previous?.toldAt ?? null,
    ...(ongoing.follows !== undefined && { follows: ongoing.follows }),
    ...(relapses > 0 && { relapses }),
    ...(previous?.isHeld && { isHeld: true }),
    ...(isNotice && { isNotice }),
    ...(previous?.acknowledged && { acknowledged: previous.acknowledged }),
    ...(previous?.announcedAt && { announcedAt: previous.announcedAt }),
    ...(previous?.escalatedTo && { escalatedTo: previous.escalatedTo }),
    ...evidence,
  };
  const change = changeDue(incident, context);
  if (change === null) return { incident, change: null };
  const wasMuted = change === 'opened' && incident.openedAt !== takenAt;
  const notified: Incident = { ...incident, toldAt: at, ...(wasMuted && { announcedAt: at }) };
  return { incident: notified, change: changeOf(change, notified, null, null, context) };
}

function changeDue(
  incident: Incident,
  context: LifecycleContext,
): Exclude<Change['change'], 'resolved' | 'escalated'> | null {
  const { at, remindEverySeconds, silences, instances, traitsOf } = context;
  const { state, toldAt, isNotice = false } = incident;
  if (state === 'pending' || (isNotice && toldAt !== null)) return null;
  const traits = traitsOf(incident.kind);
  if (isMuted(incident, traits, silences, instances, at)) return null;
  if (toldAt === null) return isNotice ? 'notice' : 'opened';
  const remindSeconds = Math.max(remindEverySeconds, traits.minRemindSeconds ?? 0);
  return traits.isReminded && !isAcknowledged(incident) && secondsBetween(toldAt, at) >= remindSeconds
    ? 'reminder'
    : null;
}

function resolve({ incident, reason, replacedBy }: EndedIncident, context: LifecycleContext): Change[] {
  const wasNotified = incident.toldAt !== null || incident.isHeld;
  if (!wasNotified || incident.isNotice) return [];
  const { endReason = reason, endReplacedBy = replacedBy } = incident;
  return [changeOf('resolved', incident, endReason, endReplacedBy, context)];
}

export function changeOf(
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
