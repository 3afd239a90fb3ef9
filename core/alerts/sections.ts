import type { Timestamp } from '../base/time.ts';
import type { AlertObject, GroupObject } from './alert-object.ts';
import { durationText } from '../text/duration-text.ts';
import { foreignText } from '../text/foreign-text.ts';
import { withoutAdvice } from './headlines.ts';
import { dayAndTimeText, timeText } from '../text/time-text.ts';
import { counted } from '../text/words.ts';

/** In a larger group, changes come without details. */
const maxDetailedChanges = 5;
const maxWorkspaceLength = 60;

/** What an alert says of one group of changes, for any layout. */
export interface Section {
  readonly group: GroupObject;
  /** `NEW: disappeared (critical)` */
  readonly heading: string;
  readonly lines: readonly Line[];
  /** How many lines are left out. */
  readonly omitted: number;
  /** In whole sentences; null of what is over. */
  readonly certainty: string | null;
  readonly advice: string | null;
}

export interface Line {
  readonly headline: string;
  /** Empty where there is nothing to add, or no room. */
  readonly details: string;
}

/** The sections of an alert, the worst first, each with the first of its changes. */
export const sectionsOf = ({ groups, changes }: AlertObject, maxLines: number): readonly Section[] =>
  groups.map((group) => {
    const own = changes.filter(({ change, kind }) => change === group.change && kind === group.kind);
    const shown = own.slice(0, maxLines);
    return {
      group,
      heading: labelOf(group),
      lines: shown.map(({ summary, details }) => ({
        headline: group.advice === null ? summary : withoutAdvice(summary, group.advice),
        details: group.count <= maxDetailedChanges ? details.join('; ') : '',
      })),
      omitted: group.count - shown.length,
      certainty: group.certainty,
      advice: group.advice,
    };
  });

const labelOf = ({ change, kind, severity }: GroupObject): string => {
  switch (change) {
    case 'opened':
      return `NEW: ${kind} (${severity})`;
    case 'reminder':
      return `STILL OPEN: ${kind} (${severity})`;
    case 'resolved':
      return `RESOLVED: ${kind}`;
    case 'notice':
      return `NOTICE: ${kind}`;
  }
};

/** `[production] CRITICAL: 1 of 3 instances disappeared` */
export const headingOf = ({ workspace, title }: AlertObject): string =>
  `[${foreignText(workspace, maxWorkspaceLength)}] ${title}`;

/** `and 37 more`; of a list of which nothing is shown, `37 of them`. */
export const omittedText = (omitted: number, shown: number): string =>
  shown === 0 ? `${omitted} of them` : `and ${omitted} more`;

/** `The cluster now: 3 instances listed, 2 healthy` */
export const clusterText = ({ cluster, takenAt }: AlertObject): string => {
  const { seenAt, listed, healthy } = cluster;
  if (seenAt === null) return 'The cluster has not been seen yet';
  const when = seenAt === takenAt ? 'now' : `when last seen, ${timeText(seenAt, takenAt)}`;
  return `The cluster ${when}: ${counted(listed, 'instance')} listed, ${healthy} healthy`;
};

/** The instances as rows of cells, a heading first; none where none is known. */
export const clusterRows = ({ cluster, takenAt }: AlertObject): ReadonlyArray<readonly string[]> =>
  cluster.instances.length === 0
    ? []
    : [
        ['INSTANCE', 'STATUS', 'LAST HEARTBEAT', 'STARTED'],
        ...cluster.instances.map(({ name, status, heartbeatAgeSeconds, heartbeatAt, startedAt }) => [
          name,
          status,
          heartbeatText(heartbeatAgeSeconds, heartbeatAt, takenAt),
          startedAt === null ? 'unknown' : dayAndTimeText(startedAt),
        ]),
      ];

const heartbeatText = (ageSeconds: number | null, time: Timestamp | null, at: Timestamp): string => {
  if (ageSeconds !== null) return `${durationText(ageSeconds)} ago`;
  return time === null ? 'unknown' : timeText(time, at);
};

/** `Check of 2026-11-21 19:21 UTC, alert production/2026-11-21T19:21:00.000Z` */
export const footerText = ({ takenAt, id }: AlertObject): string => `Check of ${dayAndTimeText(takenAt)}, alert ${id}`;
