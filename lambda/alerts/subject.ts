import type { Change, IncidentKind, Reason } from '../health/incident.ts';
import { secondsBetween } from '../time.ts';
import { oneLine } from '../workspace/text.ts';
import type { Alert } from './alert.ts';
import { durationText } from './duration-text.ts';
import { type Group, groupsOf } from './groups.ts';
import { counted, cutAtWord } from './words.ts';

/** SNS takes subjects of less than 100 characters. */
const longestSubject = 99;
const longestWorkspace = 40;

/** `[production] CRITICAL: 1 of 3 instances disappeared`: in ASCII, the worst thing first. */
export const subjectOf = (alert: Alert): string => {
  const [worst] = groupsOf(alert);
  const workspace = cutAtWord(ascii(alert.workspace), longestWorkspace);
  if (worst === undefined) return `[${workspace}]`;
  const others = alert.changes.length - worst.changes.length;
  const more = others === 0 ? '' : ` (and ${others} more)`;
  const line = `[${workspace}] ${label(worst)}: ${theme(worst, alert)}`;
  return `${cutAtWord(line, longestSubject - more.length)}${more}`;
};

const ascii = (text: string): string =>
  oneLine(text, longestSubject)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/g, '?');

const label = ({ change, severity }: Group): string => {
  switch (change) {
    case 'opened':
      return severity.toUpperCase();
    case 'reminder':
      return `STILL ${severity.toUpperCase()}`;
    case 'resolved':
      return 'RESOLVED';
  }
};

const theme = (group: Group, alert: Alert): string => {
  const [{ incident, reason }] = group.changes;
  if (reason !== null) return ended(group, alert);
  const count = subjectsOf(group.changes).size;
  const lasting =
    group.change === 'reminder' ? ` for ${durationText(secondsBetween(incident.since, alert.takenAt))}` : '';
  const some = (total: number): string => `${count} of ${counted(Math.max(count, total), 'instance')}`;
  const { listed } = alert.cluster;
  switch (incident.kind) {
    case 'disappeared':
      return `${some(listed + count)} ${group.change === 'reminder' ? 'missing' : 'disappeared'}${lasting}`;
    case 'unresponsive':
      return `${some(listed)} unresponsive${lasting}`;
    case 'restarting':
      return `${some(listed)} ${count === 1 ? 'keeps' : 'keep'} restarting${lasting}`;
    case 'too-few-instances':
      return `only ${incident.healthy} of ${incident.expected} expected instances healthy${lasting}`;
    case 'disconnected':
      return `${some(listed)} disconnected${lasting}`;
    case 'low-memory':
      return `${some(listed)} started low on memory`;
    case 'unreachable':
      return `workspace unreachable${lasting} (${incident.failure})`;
    case 'unauthorized':
      return `${incident.failure === 'forbidden' ? 'permission missing' : 'credentials refused'}${lasting}`;
  }
};

/** Why a group of incidents ended, where that is the same for all of them. */
const ended = ({ changes }: Group, { takenAt }: Alert): string => {
  const [{ incident, reason }, ...others] = changes;
  const after = others.length === 0 ? ` after ${durationText(secondsBetween(incident.since, takenAt))}` : '';
  if (reason === null || others.some((other) => other.reason !== reason)) {
    return `${counted(changes.length, 'incident')} over`;
  }
  return `${themeOf(reason, incident.kind, counted(subjectsOf(changes).size, 'instance'))}${after}`;
};

const themeOf = (reason: Reason, kind: IncidentKind, instances: string): string => {
  switch (reason) {
    case 'returned':
      return `${instances} back`;
    case 'replaced':
      return `${instances} replaced`;
    case 'reconnected':
      return `${instances} connected again`;
    case 'accepted':
      return `loss of ${instances} accepted`;
    case 'superseded':
      if (kind === 'unreachable') return 'workspace answers again';
      return kind === 'restarting' ? `restarts of ${instances} over` : 'told by another alert now';
    case 'reachable':
      return 'workspace reachable again';
    case 'authorized':
      return 'alerter let in again';
    case 'enough':
      return 'enough healthy instances again';
    case 'stable':
      return `${instances} stable again`;
    case 'rule-changed':
      return 'no longer a problem under the changed rules';
  }
};

const subjectsOf = (changes: readonly Change[]): ReadonlySet<string> =>
  new Set(changes.flatMap(({ incident }) => incident.subjects));
