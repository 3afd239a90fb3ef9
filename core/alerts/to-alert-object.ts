import type { InstanceFacts } from '../cluster/instance-facts.ts';
import type { Acknowledgement, Change } from '../incidents/incident.ts';
import { oneLine } from '../text/one-line.ts';
import { earlier } from '../base/time.ts';
import type { Alert, ClusterFacts } from './alert.ts';
import type { AlertObject, ChangeObject, ClusterObject, GroupObject, InstanceObject } from './alert-object.ts';
import { ruleOf } from '../rules/registry.ts';
import { detailsOf } from './details.ts';
import { foreignText } from '../text/foreign-text.ts';
import { groupsOf } from './groups.ts';
import { maxNameLength, nameOf } from '../cluster/instance-name.ts';
import { adviceOf, summaryOf } from './headlines.ts';
import { acknowledgeUrlFor, linksOf, runbookUrl } from './links.ts';
import { type AlertOrigin, unknownOrigin } from './origin.ts';
import { silenceCommandOf } from './silence-command.ts';
import { titleOf } from './subject.ts';
import { contextOf, type TextContext } from './text-context.ts';
import { updatesOf } from './updates.ts';

/** An alert as machines get it, with nothing left out. */
export const alertObject = (alert: Alert, origin: AlertOrigin = unknownOrigin): AlertObject => {
  const { id, workspace, takenAt, severity, changes, isTest, afterSeconds } = alert;
  const context = contextOf(alert, origin);
  const updates = updatesOf(changes);
  const nextOf = new Map([...updates].flatMap(([next, formers]) => formers.map((former) => [former, next] as const)));
  const links = linksOf(origin, changes.map(({ incident }) => incident.since).reduce(earlier, takenAt), takenAt);
  const silenceCommand = silenceCommandOf(alert, origin);
  return {
    type: 'alert',
    version: 1,
    id,
    workspace,
    takenAt,
    severity,
    ...(isTest && { test: isTest }),
    ...(afterSeconds !== undefined && { after: afterSeconds }),
    title: titleOf(alert, origin),
    changes: changes.map((change) =>
      changeObject(change, context, {
        updates: updates.get(change) ?? [],
        next: nextOf.get(change) ?? null,
        acknowledgeUrl: acknowledgeUrlFor(change, alert, origin),
      }),
    ),
    groups: groupsOf(changes, ({ change, incident }) => `${change} ${incident.kind}`).map((group) =>
      groupObject(group, context, origin),
    ),
    cluster: clusterObject(alert.cluster),
    ...(Object.values(links).some((link) => link !== null) && { links }),
    ...(silenceCommand !== null && { silenceCommand }),
    ...(origin.timeZone !== null && { timeZone: origin.timeZone }),
  };
};

const clusterObject = ({ omittedInstances, instances, ...cluster }: ClusterFacts): ClusterObject => ({
  ...cluster,
  instances: instances.map(({ name, ...rest }) => ({ name: foreignText(name, maxNameLength), ...rest })),
  ...(omittedInstances > 0 && { omittedInstances }),
});

interface Around {
  /** What it goes on from, and what it goes on as. */
  readonly updates: readonly Change[];
  readonly next: Change | null;
  readonly acknowledgeUrl: string | null;
}

const changeObject = (
  change: Change,
  context: TextContext,
  { updates, next, acknowledgeUrl }: Around,
): ChangeObject => {
  const { incident, instances } = change;
  return {
    change: change.change,
    kind: incident.kind,
    subjects: incident.subjects,
    reason: change.reason,
    summary: summaryOf(change, context),
    severity: incident.severity,
    incident: incident.id,
    since: incident.since,
    ...(incident.acknowledged && { acknowledged: acknowledgementObject(incident.acknowledged) }),
    ...(acknowledgeUrl !== null && { acknowledgeUrl }),
    details: detailsOf(change, context, next),
    instances: instances.map((instance) => instanceObject(instance, context.names.get(instance.id))),
    replacedBy: change.replacedBy && instanceObject(change.replacedBy),
    ...(updates.length > 0 && { updates: updates.map(({ incident: { id } }) => id) }),
  };
};

const acknowledgementObject = ({ by, at, note }: Acknowledgement) => ({ by, at, note });

const instanceObject = (instance: InstanceFacts, name = nameOf(instance)): InstanceObject => ({
  id: instance.id,
  name,
  address: safe(instance.address),
  host: safe(instance.host),
  port: safe(instance.port),
  pid: instance.pid,
  startedAt: instance.startedAt,
  heartbeatAt: instance.heartbeatAt,
  nodeVersion: safe(instance.nodeVersion),
});

const maxFactLength = 255;
const safe = (text: string | null): string | null => text && oneLine(text, maxFactLength);

const groupObject = (
  changes: readonly [Change, ...Change[]],
  context: TextContext,
  origin: AlertOrigin,
): GroupObject => {
  const [first] = changes;
  const { change, incident } = first;
  const isOver = change === 'resolved';
  const runbook = runbookUrl(origin, incident.kind);
  return {
    change,
    kind: incident.kind,
    severity: incident.severity,
    count: changes.length,
    certainty: isOver ? null : ruleOf(incident.kind).texts.certainty,
    advice: isOver ? null : adviceOf(first, context),
    ...(runbook !== null && { runbook }),
  };
};

/** As many subjects of a change as stay when room is short. */
const fewSubjects = 100;

/**
 * The alert object as one line of JSON that takes at most `mostBytes` inside another JSON text. When room is short,
 * details go first, then subjects, then the least changes.
 */
export const alertObjectJson = (full: AlertObject, maxBytes: number): string => {
  if (bytesInJson(full) <= maxBytes) return JSON.stringify(full);
  const { changes, ...head } = full;
  const shorter = changes.map((change) => withFewSubjects({ ...change, details: [], instances: [] }));
  const bytes = shorter.map(bytesInJson);
  const kept: ChangeObject[] = [];
  let room = maxBytes - bytesInJson({ ...head, changes: [], omittedChanges: changes.length });
  for (const [index, change] of shorter.entries()) {
    room -= (bytes[index] ?? 0) + 1;
    if (room < 0) break;
    kept.push(change);
  }
  const omittedChanges = changes.length - kept.length;
  return JSON.stringify({
    ...head,
    changes: kept,
    ...(omittedChanges > 0 && { omittedChanges }),
  } satisfies AlertObject);
};

const withFewSubjects = (change: ChangeObject): ChangeObject =>
  change.subjects.length <= fewSubjects
    ? change
    : {
        ...change,
        subjects: change.subjects.slice(0, fewSubjects),
        omittedSubjects: change.subjects.length - fewSubjects,
      };

export const alertJson = (alert: Alert, maxBytes: number): string => alertObjectJson(alertObject(alert), maxBytes);

/** What a value takes as JSON within a JSON string, quotes escaped and all. */
const bytesInJson = (value: unknown): number => Buffer.byteLength(JSON.stringify(JSON.stringify(value)));
