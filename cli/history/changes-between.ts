import { nameOf, shortName } from '../../core/cluster/instance-name.ts';
import { acknowledgedText } from '../../core/alerts/acknowledged-text.ts';
import { titleOf } from '../../core/alerts/subject.ts';
import { dayAndTimeText, timeText } from '../../core/text/time-text.ts';
import { listed } from '../../core/text/words.ts';
import { ruleOf } from '../../core/rules/registry.ts';
import type { Incident } from '../../core/incidents/incident.ts';
import type { KnownInstance } from '../../core/cluster/known-instance.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { countText } from '../output/check-summary.ts';
import { shownInstances } from '../output/json-lines.ts';
import type { Selection } from './selection.ts';

const maxNames = 3;

/**
 * What is different at a check from the one before it, one line for a person each: whether the workspace could be
 * seen, which instances there are and their statuses, incidents, silences, and what was sent. Heartbeats, memory and
 * who answered always differ, and do not count.
 *
 * @param before null where `after` is the first check there is
 */
export function changesBetween(before: Snapshot | null, after: Snapshot, selection: Selection): string[] {
  if (before === null) return [`first check: ${countText(after)}`];
  const wholeWorkspace = selection.isOfAll ? [...ofOutcome(before, after), ...ofSilences(before, after)] : [];
  return [
    ...wholeWorkspace,
    ...ofInstances(before, after, selection),
    ...ofIncidents(before, after, selection),
    ...ofAlert(after, selection),
  ];
}

const ofOutcome = (before: Snapshot, after: Snapshot): string[] => {
  if (before.outcome === after.outcome) return [];
  return [after.outcome === 'ok' ? 'the workspace can be seen again' : `cannot see the workspace: ${after.outcome}`];
};

const ofSilences = (before: Snapshot, after: Snapshot): string[] => {
  const without = (one: Snapshot, other: Snapshot) =>
    one.silences.filter(({ id }) => !other.silences.some((same) => same.id === id));
  return [
    ...without(after, before).map(
      ({ reason, until }) => `silence until ${dayAndTimeText(until)}: ${oneLine(reason, 80)}`,
    ),
    ...without(before, after).map(({ reason }) => `silence over: ${oneLine(reason, 80)}`),
  ];
};

function ofInstances(before: Snapshot, after: Snapshot, selection: Selection): string[] {
  const was = new Map(selection.of(before).map((known) => [known.id, known]));
  const is = new Map(selection.of(after).map((known) => [known.id, known]));
  const shown = new Map(shownInstances(after.health).map((known) => [known.id, known]));
  const known = new Map(after.health.instances.map((instance) => [instance.id, instance]));
  const gone = [...was.values()].filter(({ id }) => !shown.has(id));
  return [
    ...[...is.values()].flatMap((instance) => arrivalOrTurn(instance, formerly(instance, before), known)),
    ...[...was.values()].flatMap((old) => {
      const now = is.has(old.id) ? undefined : shown.get(old.id);
      return now === undefined ? [] : arrivalOrTurn(now, old, known);
    }),
    ...gone.map((old) => departure(old, known)),
  ];
}

const formerly = ({ id }: KnownInstance, { health }: Snapshot): KnownInstance | undefined =>
  shownInstances(health).find((old) => old.id === id);

type ById = ReadonlyMap<string, KnownInstance>;

const arrivalOrTurn = (instance: KnownInstance, old: KnownInstance | undefined, known: ById): string[] => {
  if (old === undefined) return [`${nameOf(instance)}: new, ${instance.status}${inPlaceOf(instance, known)}`];
  return old.status === instance.status ? [] : [turn(old, instance, known)];
};

const inPlaceOf = ({ replaces, ...instance }: KnownInstance, known: ById): string => {
  if (replaces === null) return '';
  const before = name(replaces, known);
  return `, in place of ${before === nameOf(instance) ? 'the process before it' : before}`;
};

function turn(old: KnownInstance, now: KnownInstance, known: ById): string {
  const by = now.replacedBy === null ? null : name(now.replacedBy, known);
  const whom = by === null ? '' : ` by ${by === nameOf(now) ? 'the next process there' : by}`;
  return `${nameOf(now)}: ${old.status} → ${now.status}${whom}`;
}

/** Of one that is no longer shown: it was replaced, or its loss accepted, or it was never seen healthy. */
function departure(old: KnownInstance, known: ById): string {
  const now = known.get(old.id);
  if (now?.status === 'replaced' && old.status !== 'replaced') return turn(old, now, known);
  const how = old.status === 'missing' ? 'accepted as gone' : 'no longer listed';
  return `${nameOf(old)}: ${how}`;
}

const name = (id: string, known: ById): string => {
  const instance = known.get(id);
  return instance === undefined ? shortName(id) : nameOf(instance);
};

function ofIncidents(before: Snapshot, after: Snapshot, selection: Selection): string[] {
  const instances = new Map([...before.health.instances, ...after.health.instances].map((known) => [known.id, known]));
  const isMeant = isAbout(selection, instances);
  const was = new Map(before.health.incidents.map((incident) => [incident.id, incident]));
  const stands = new Set(after.health.incidents.map(({ id }) => id));
  const text = (incident: Incident, what: string): string => {
    const who = listed(
      ruleOf(incident.kind)
        .instancesOf(incident)
        .map((id) => name(id, instances)),
      maxNames,
    );
    return `${incident.kind} ${what}${who === '' ? '' : `: ${who}`}`;
  };
  return [
    ...after.health.incidents
      .filter(isMeant)
      .filter(({ id, kind, state }) => was.get(id)?.kind !== kind || was.get(id)?.state !== state)
      .map((incident) => text(incident, incident.state)),
    ...after.health.incidents
      .filter(isMeant)
      .filter(({ id, acknowledged }) => was.get(id)?.acknowledged?.at !== acknowledged?.at)
      .map((incident) => text(incident, acknowledgementText(incident, after))),
    ...before.health.incidents
      .filter(isMeant)
      .filter(({ id }) => !stands.has(id))
      .map((incident) => text(incident, incident.state === 'open' ? 'ended' : 'ended while pending')),
  ];
}

function acknowledgementText({ acknowledged }: Incident, { takenAt }: Snapshot): string {
  if (acknowledged === undefined) return 'no longer acknowledged';
  return acknowledgedText(acknowledged, (at) => timeText(at, takenAt));
}

const isAbout =
  (selection: Selection, instances: ById) =>
  (incident: Incident): boolean =>
    selection.isOfAll ||
    ruleOf(incident.kind)
      .instancesOf(incident)
      .some((id) => {
        const known = instances.get(id);
        return known !== undefined && selection.isCalledSo(known);
      });

function ofAlert({ alert, health }: Snapshot, selection: Selection): string[] {
  if (alert === null) return [];
  const isMeant = isAbout(selection, new Map(health.instances.map((known) => [known.id, known])));
  return alert.changes.some(({ incident }) => isMeant(incident)) ? [`alert: ${titleOf(alert)}`] : [];
}
