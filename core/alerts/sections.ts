import type { Timestamp } from '../base/time.ts';
import { durationText } from '../text/duration-text.ts';
import { foreignText } from '../text/foreign-text.ts';
import { timesFor } from '../text/time-text.ts';
import { cutAtWord } from '../text/words.ts';
import type { AlertObject, ChangeObject, GroupObject } from './alert-object.ts';
import { labelOf, markOf } from './labels.ts';
import { asSentence, withoutAdvice } from './sentences.ts';
import { healthyText } from './text-context.ts';

/** In a larger group, changes come without details. */
const maxDetailedChanges = 5;
const maxWorkspaceLength = 60;
const maxNameLength = 34;

/** What an alert says of one group of changes, for any layout. */
export interface Section {
  readonly group: GroupObject;
  /** `CRITICAL disappeared`; `RESOLVED disappeared` */
  readonly heading: string;
  readonly lines: readonly Line[];
  /** How many lines are left out. */
  readonly omitted: number;
  /** In whole sentences; null of what is over. */
  readonly advice: string | null;
  readonly certainty: string | null;
}

export interface Line {
  /** A sentence. */
  readonly headline: string;
  /** Empty where there is nothing to add, or no room. */
  readonly details: string;
}

/** The sections of an alert, the worst first, each with the first of its changes. */
export const sectionsOf = (alert: AlertObject, maxLines: number): readonly Section[] => {
  const former = new Set(alert.changes.flatMap(({ updates = [] }) => updates));
  const shown = alert.changes.filter(({ reason, incident }) => reason === null || !former.has(incident));
  return alert.groups.flatMap((group) => {
    const isOfGroup = ({ change, kind }: ChangeObject): boolean => change === group.change && kind === group.kind;
    const all = alert.changes.filter(isOfGroup);
    const own = shown.filter(isOfGroup);
    // Also of a group of which nothing but the number has come through.
    const count = group.count - (all.length - own.length);
    return count === 0 ? [] : [sectionOf(group, own, count, alert, maxLines)];
  });
};

const sectionOf = (
  group: GroupObject,
  own: readonly ChangeObject[],
  count: number,
  alert: AlertObject,
  maxLines: number,
): Section => {
  const shown = own.slice(0, maxLines);
  return {
    group,
    heading: headingFor(group, own, alert),
    lines: shown.map((change) => lineOf(change, group, alert, count <= maxDetailedChanges)),
    omitted: count - shown.length,
    advice: group.advice,
    certainty: group.certainty,
  };
};

const lineOf = (
  { summary, details, instances, updates = [] }: ChangeObject,
  { advice }: GroupObject,
  alert: AlertObject,
  isDetailed: boolean,
): Line => {
  const headline = asSentence(
    advice === null ? summary : withoutAdvice(summary, advice),
    instances.map(({ name }) => name),
  );
  // The first of the details says since when.
  const [when, ...others] = isDetailed ? details : [];
  const before = alert.changes
    .filter(({ incident, reason }) => reason !== null && updates.includes(incident))
    .map(({ kind, details: [span] }) => `Before: ${kind}${span === undefined ? '' : ` ${span}`}.`);
  return {
    headline: [headline, ...(when === undefined ? [] : [asSentence(when)]), ...before].join(' '),
    details: others.join('; '),
  };
};

const headingFor = (
  { change, kind, severity }: GroupObject,
  own: readonly ChangeObject[],
  alert: AlertObject,
): string => {
  const label = labelOf({ change, severity, reasons: own.map(({ reason }) => reason) });
  const [{ since } = { since: alert.takenAt }] = own;
  const updated = new Set(own.flatMap(({ updates = [] }) => updates));
  const formerKinds = alert.changes.filter(({ incident, reason }) => reason !== null && updated.has(incident));
  const mark = markOf(change, { since, at: alert.takenAt, formerKinds: formerKinds.map((one) => one.kind) });
  return `${label} ${kind}${mark}`;
};

/** `[production] CRITICAL disappeared: 10.0.1.3:3000 (2 of 3 healthy)` */
export const headingOf = ({ workspace, title }: AlertObject): string =>
  `[${foreignText(workspace, maxWorkspaceLength)}] ${title}`;

/** `and 37 more`; of a list of which nothing is shown, `37 of them`. */
export const omittedText = (omitted: number, shown: number): string =>
  shown === 0 ? `${omitted} of them` : `and ${omitted} more`;

/** `Cluster: 2 of 3 healthy, 1 missing` */
export const clusterText = ({ cluster, takenAt, timeZone }: AlertObject): string => {
  const { seenAt, instances, omittedInstances } = cluster;
  if (seenAt === null) return 'Cluster: not seen yet';
  const when = seenAt === takenAt ? '' : ` at ${timesFor(takenAt, timeZone ?? null)(seenAt)}, when last seen`;
  const isWhole = omittedInstances === undefined;
  const troubles = isWhole ? troublesIn(instances.map(({ status }) => status)) : [];
  return `Cluster${when}: ${[healthyText(cluster) || 'no instances', ...troubles].join(', ')}`;
};

/** `1 missing`; disconnected instances are healthy, and said to be disconnected. */
const troublesIn = (statuses: readonly string[]): readonly string[] =>
  [...new Set(statuses)]
    .filter((status) => status !== 'healthy')
    .map((status) => `${statuses.filter((one) => one === status).length} ${status}`);

/** The instances as rows of cells, a heading first; none where none is known. */
export const clusterRows = ({ cluster, takenAt }: AlertObject): ReadonlyArray<readonly string[]> =>
  cluster.instances.length === 0
    ? []
    : [
        ['INSTANCE', 'STATUS', 'HEARTBEAT'],
        ...cluster.instances.map(({ name, status, heartbeatAgeSeconds, heartbeatAt }) => [
          name,
          status,
          heartbeatText(heartbeatAgeSeconds, heartbeatAt, takenAt),
        ]),
      ];

/** The instances one a line, for text that is not set in columns: `10.0.1.3:3000: missing (heartbeat 19:19 UTC)`. */
export const clusterLines = ({ cluster, takenAt }: AlertObject): readonly string[] =>
  cluster.instances.map(({ name, status, heartbeatAgeSeconds, heartbeatAt }) => {
    const heartbeat = heartbeatText(heartbeatAgeSeconds, heartbeatAt, takenAt);
    return `${cutAtWord(name, maxNameLength)}: ${status} (heartbeat ${heartbeat})`;
  });

const heartbeatText = (ageSeconds: number | null, time: Timestamp | null, at: Timestamp): string => {
  if (ageSeconds !== null) return `${durationText(ageSeconds)} ago`;
  return time === null ? 'unknown' : timesFor(at, null)(time);
};

export interface Link {
  readonly label: string;
  readonly url: string;
}

/** Of more incidents than these, the worst have a link. */
const maxAcknowledgeLinks = 3;

/** `Acknowledge`; of several, `Acknowledge disappeared`, and of several of a kind `Acknowledge disappeared 2`. */
const acknowledgeLinks = (changes: readonly ChangeObject[]) => {
  const all = changes.filter(({ acknowledgeUrl }) => acknowledgeUrl !== undefined);
  return all.slice(0, maxAcknowledgeLinks).map((change) => {
    const { kind, acknowledgeUrl: url } = change;
    const ofKind = all.filter((one) => one.kind === kind);
    const number = ofKind.length === 1 ? '' : ` ${ofKind.indexOf(change) + 1}`;
    return { label: all.length === 1 ? 'Acknowledge' : `Acknowledge ${kind}${number}`, url };
  });
};

/**
 * Where the reader of an alert does something about it or finds more, the short links first; the runbook is that of
 * what is worst.
 */
export const linksIn = ({ links, groups, changes }: AlertObject): readonly Link[] =>
  [
    ...acknowledgeLinks(changes),
    { label: 'Workspace', url: links?.workspace },
    { label: 'Runbook', url: groups[0]?.runbook },
    { label: 'Dashboard', url: links?.dashboard },
    { label: 'Log', url: links?.log },
  ].flatMap(({ label, url }) => (url === undefined || url === null ? [] : [{ label, url }]));

/** `Alert ID: production/2026-11-21T19:21:00.000Z` */
export const footerText = ({ id }: AlertObject): string => `Alert ID: ${id}`;
