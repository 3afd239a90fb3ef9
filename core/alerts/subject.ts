import { type Change, endOf, type IncidentKind, type Reason } from '../incidents/incident.ts';
import { secondsBetween } from '../time.ts';
import type { Alert } from './alert.ts';
import { ascii } from '../text/ascii.ts';
import { durationText } from '../text/duration-text.ts';
import { groupsOf } from './groups.ts';
import { counted, cutAtWord } from '../text/words.ts';

/** SNS takes subjects of less than 100 characters. */
const maxSubjectLength = 99;
const maxWorkspaceLength = 40;

type Group = readonly [Change, ...Change[]];

/** `CRITICAL: 1 of 3 instances disappeared (and 2 more)`: the worst thing, and how many others there are. */
export const titleOf = (alert: Alert): string => {
  const { what, more } = partsOf(alert);
  return `${what}${more}`;
};

/** `[production] CRITICAL: 1 of 3 instances disappeared (and 2 more)`: the title in ASCII, of what workspace. */
export const subjectOf = (alert: Alert): string => {
  const { what, more } = partsOf(alert);
  const workspace = cutAtWord(ascii(alert.workspace, maxSubjectLength), maxWorkspaceLength);
  return `${cutAtWord(`[${workspace}] ${what}`, maxSubjectLength - more.length)}${more}`;
};

const partsOf = (alert: Alert): { readonly what: string; readonly more: string } => {
  const [worst] = groupsOf(alert.changes, ({ change, incident }) => `${change} ${incident.kind}`);
  if (worst === undefined) return { what: 'nothing to tell', more: '' };
  const others = alert.changes.length - worst.length;
  const mark = alert.isTest ? 'TEST, nothing is wrong: ' : '';
  return { what: `${mark}${label(worst)}: ${theme(worst, alert)}`, more: others === 0 ? '' : ` (and ${others} more)` };
};

const label = ([{ change, incident }]: Group): string => {
  switch (change) {
    case 'opened':
      return incident.severity.toUpperCase();
    case 'reminder':
      return `STILL ${incident.severity.toUpperCase()}`;
    case 'resolved':
      return 'RESOLVED';
  }
};

const theme = (group: Group, alert: Alert): string => {
  const [{ change, incident, reason }] = group;
  if (reason !== null) return ended(group, alert);
  const count = subjectsOf(group).size;
  const lasting = change === 'reminder' ? ` for ${durationText(secondsBetween(incident.since, alert.takenAt))}` : '';
  const some = (total: number): string => `${count} of ${counted(Math.max(count, total), 'instance')}`;
  const { listed } = alert.cluster;
  switch (incident.kind) {
    case 'disappeared':
      return `${some(listed + count)} ${change === 'reminder' ? 'missing' : 'disappeared'}${lasting}`;
    case 'unresponsive':
      return `${some(listed)} unresponsive${lasting}`;
    case 'restarting':
      return `${some(listed)} ${count === 1 ? 'keeps' : 'keep'} restarting${lasting}`;
    case 'too-few-instances':
      return `only ${incident.healthy} of ${incident.expected} expected instances healthy${lasting}`;
    case 'disconnected':
      return `${some(listed)} disconnected${lasting}`;
    case 'memory':
      return `${some(listed)} ${incident.sign === 'growth' ? 'running out of' : 'using too much'} memory${lasting}`;
    case 'not-ready':
      return `${some(listed)} not ready${lasting}`;
    case 'low-memory':
      return `${some(listed)} started low on memory`;
    case 'unreachable':
      return `workspace unreachable${lasting} (${incident.failure})`;
    case 'unauthorized':
      return `${incident.failure === 'forbidden' ? 'permission missing' : 'credentials refused'}${lasting}`;
  }
};

/** Why a group of incidents ended, where that is the same for all of them. */
const ended = (changes: Group, { takenAt }: Alert): string => {
  const [{ incident, reason }, ...others] = changes;
  const isEventful = reason !== 'superseded' && reason !== 'rule-changed';
  const lasted = durationText(secondsBetween(incident.since, endOf(incident, takenAt)));
  const after = others.length === 0 && isEventful ? ` after ${lasted}` : '';
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
    case 'relieved':
      return `memory of ${instances} all right again`;
    case 'ready':
      return `${instances} ready again`;
    case 'rule-changed':
      return 'no longer a problem under the changed rules';
  }
};

const subjectsOf = (changes: readonly Change[]): ReadonlySet<string> =>
  new Set(changes.flatMap(({ incident }) => incident.subjects));
